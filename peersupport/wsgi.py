from django.core.wsgi import get_wsgi_application

from peersupport.operate.startup import refuse_unsafe_start

application = get_wsgi_application()
refuse_unsafe_start()
