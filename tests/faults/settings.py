"""What the processes of these tests run on."""

from peersupport.bench.proofs.faults_settings import *  # noqa: F403

PASSWORD_HASHERS = ["peersupport.settings.test_hasher.QuickPBKDF2"]
