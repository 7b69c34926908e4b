from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()  # first: what is imported below knows models

from peersupport.operate.own_clock import tell_of_clock  # noqa: E402
from peersupport.operate.startup import refuse_unsafe_start  # noqa: E402
from peersupport.safety import phone_file  # noqa: E402

refuse_unsafe_start()
tell_of_clock()  # in each process that serves pages
phone_file.write_down()  # what pages show while no database answers
