# go.sh OUT SECONDS, from the repository's root: both trainings at once.
# site/ beside this holds packages that the machine lacks (lemminflect); twenty/ a checkout of 245890a with runs/twenty.patch.xz
# applied and research/data made by `python -m research.prepare BABI research/data 8000`; without it only english.py runs.
set -o pipefail
export PYTHONPATH=.:runs/gpu/site PYTHONUNBUFFERED=1 PYTHON=${PYTHON:-python3} DEVICE=${DEVICE:-cuda}
out=$1; seconds=$2; mkdir -p $out/e $out/t
[ -d runs/gpu/twenty ] && (cd runs/gpu/twenty && PYTHONPATH=. exec timeout $((seconds + 35)) $PYTHON research/train.py --data research/data --seconds $seconds --out $out/t --device $DEVICE --workers ${TW:-3} > $out/t/stdout.txt 2>&1) &
timeout $((seconds + 35)) $PYTHON runs/gpu/english.py --device $DEVICE --seconds $seconds --out $out/e --workers ${EW:-9} --networks ab ${EARGS} 2>&1 | tee $out/e/stdout.txt || { echo english failed; tail -5 $out/t/stdout.txt; pkill -f research/train.py; sleep 2; exit 1; }
wait
[ -d runs/gpu/twenty ] || exit 0
tail -45 $out/t/stdout.txt | cut -c1-300
(cd $out && tar cf logs.tar t/config.json t/results.json t/log.txt t/stdout.txt e/stdout.txt; rm -f t/config.json t/results.json t/log.txt t/stdout.txt e/stdout.txt)
