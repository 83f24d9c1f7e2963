# go.sh OUT SECONDS: both trainings at once
set -o pipefail
export PYTHONPATH=.:.gpu/site PYTHONUNBUFFERED=1 PYTHON=${PYTHON:-python3} DEVICE=${DEVICE:-cuda}
out=$1; seconds=$2; mkdir -p $out/e $out/t
(cd .gpu/twenty && PYTHONPATH=. exec timeout $((seconds + 35)) $PYTHON research/train.py --data research/data --seconds $seconds --out $out/t --device $DEVICE --workers ${TW:-3} > $out/t/stdout.txt 2>&1) &
twenty=$!
timeout $((seconds + 35)) $PYTHON .gpu/english.py --device $DEVICE --seconds $seconds --out $out/e --workers ${EW:-9} --networks ab ${EARGS} 2>&1 | tee $out/e/stdout.txt || { echo english failed; tail -5 $out/t/stdout.txt; pkill -f research/train.py; sleep 2; exit 1; }
wait
tail -45 $out/t/stdout.txt | cut -c1-300
(cd $out && tar cf logs.tar t/config.json t/results.json t/log.txt t/stdout.txt e/stdout.txt; rm -f t/config.json t/results.json t/log.txt t/stdout.txt e/stdout.txt)
