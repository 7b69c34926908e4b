from django.core.wsgi import get_wsgi_application

from peersupport.operate.own_clock import tell_of_clock
from peersupport.operate.startup import refuse_unsafe_start
from peersupport.safety import phone_file

application = get_wsgi_application()
refuse_unsafe_start()
tell_of_clock()  # in each process that serves pages
phone_file.write_down()  # what pages show while no database answers
