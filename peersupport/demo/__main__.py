import sys

from peersupport.demo.supervisor import main

sys.exit(main(sys.argv[1:]))
