#!/bin/sh
# mutagen 1.48.1 and wavinfo 4.0.1, with soundfile 0.14.0 as the writer (all PyPI)
#
# One would guess: a WAV file of ten seconds, compressed with GSM 6.10 or IMA ADPCM as voice mail is, lasts ten
# seconds: its chunk "fact" has the number of samples.
# What happens: both divide the size of the data by the size of a block, as if a block were a sample: 31
# milliseconds for GSM, 20 for ADPCM. No error. For PCM and mu-law, which have one sample in a block, the length is
# right.
# Whom it hurts: whoever sorts, bills or leaves out recordings by their length: all are too short.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            mutagen==1.48.1 wavinfo==4.0.1 soundfile==0.14.0 numpy==2.4.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import mutagen.wave
import numpy
import soundfile
import wavinfo

silence = numpy.zeros(80000, dtype="int16")
found = {}
for subtype in ("PCM_16", "ULAW", "GSM610", "IMA_ADPCM"):
    name = f"{subtype}.wav"
    soundfile.write(name, silence, 8000, subtype=subtype)
    info = wavinfo.WavInfoReader(name)
    lengths = mutagen.wave.WAVE(name).info.length, info.data.frame_count / info.fmt.sample_rate
    print(subtype.ljust(10), "soundfile:", soundfile.info(name).duration, "mutagen and wavinfo:", *lengths)
    found[subtype] = lengths
right = all(length == 10 for subtype in ("PCM_16", "ULAW") for length in found[subtype])
sys.exit(0 if right and all(length < 0.1 for subtype in ("GSM610", "IMA_ADPCM") for length in found[subtype]) else 1)
EOF
venv/bin/python check.py
