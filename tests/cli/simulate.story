# A simulated cohort: the same bytes however many work on it, the first patients the same for any size, every row taken.
$ myotrend simulate --patients 6 --seed 7 -o one --jobs 1
wrote 6 simulated patients of seed 7 to one
$ myotrend simulate --patients 6 --seed 7 -o three --jobs 3
wrote 6 simulated patients of seed 7 to three
$ diff -r one three
$ myotrend simulate --patients 2 --seed 7 -o first --quiet
$ sh -c "head -n 3 one/truth.csv | cmp - first/truth.csv"
$ sh -c "head -c $(wc -c < first/measurements.csv) one/measurements.csv | cmp - first/measurements.csv"
$ head -n 1 one/truth.csv
patient_id,truth_class,subtype,progressive,onset_date,enrolment_date,followup_end,rate_pct_month
file mix.json
{"als_bulbar": 1}
end
$ myotrend simulate --patients 3 --seed 7 -o bulbar --mix mix.json --format json
{"schema":"myotrend.simulate/1","patients":3,"seed":7}
$ sh -c "cut -d, -f2,4 bulbar/truth.csv"
truth_class,progressive
als_bulbar,1
als_bulbar,1
als_bulbar,1
file bad.json
{"recovring": 1}
end
$ myotrend simulate --patients 3 -o bad --mix bad.json
! myotrend: bad.json: class "recovring" of the mix is not known
? 1
