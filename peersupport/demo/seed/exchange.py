"""Two lists on their way in: one that is ready, and one in which something is to be mended. Both are for trying out."""

from datetime import timedelta

from peersupport.exchange import services

from .cast import Cast, living

READY = """Preferred name,Old number,Pronouns,Language,Program,Phone,OK to text
Ottilie,K-201,she/her,English,Walk With Me,312-555-0171,yes
Cruz M.,K-202,he/him,Español,Home Again,312-555-0172,no
Big Lou,K-203,he/him,English,Walk With Me,,
Sparrow,K-204,they/them,English,Common Ground,,
"""
TO_MEND = """Nombre;Idioma;Programa;Teléfono;Puede recibir mensajes
Nélida;Español;Walk With Me;312-555-0181;sí
;Español;Walk With Me;;
Magda;Esperanto;La Mesa;;no
Remo;Español;La Mesa;no tiene;tal vez
Selma;English;Night Porch;;
"""


def bring_lists(cast: Cast) -> None:
    office = cast.office
    for hours, text in ((3, TO_MEND), (2, READY)):
        with living(cast.now - timedelta(hours=hours), office):
            run = services.start_import(kind="people", data=text.encode(), by=office)
            services.choose_columns(run=run, columns=run.columns, by=office)
            services.work_on(run_id=run.pk)
