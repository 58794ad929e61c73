# A clinic estimates the sizes of noise from its own steady patients; nothing changes until it judges by that file.
@ 2027-01-01T12:00:00Z
$ myotrend simulate --patients 30 --seed 3 -o clinic --quiet
$ myotrend import clinic/patients.csv clinic/measurements.csv clinic/events.csv --quiet
$ myotrend pathway calibrate
16 patients taken: 5081 grip readings of 16, 496 MIP readings of 16
5 left out: too few readings
2 left out: evidence of a decline
7 left out: a sign was found

size              shipped     here    error   95 %                
grip_white_sd         4.2     4.13     0.28   3.62 to 4.71         %
day_sd                  3     4.21     0.22   3.79 to 4.67         %
common_slow_sd          3     2.27     0.26   1.82 to 2.83         %
hand_slow_sd          1.4     1.05     0.16   0.772 to 1.42        %
common_walk          0.16  0.00509   0.0057   0 to 0.16            % per sqrt(day)
mip_white_sd          8.5     7.57     0.43   6.76 to 8.47         %
mip_slow_sd           4.5     4.14     0.87   2.74 to 6.25         %
mip_walk             0.15        0        -   0 to 0.252           % per sqrt(day)

$ myotrend pathway calibrate --jobs 3 -o own.json --quiet
16 patients taken: 5081 grip readings of 16, 496 MIP readings of 16
5 left out: too few readings
2 left out: evidence of a decline
7 left out: a sign was found

size              shipped     here    error   95 %                
grip_white_sd         4.2     4.13     0.28   3.62 to 4.71         %
day_sd                  3     4.21     0.22   3.79 to 4.67         %
common_slow_sd          3     2.27     0.26   1.82 to 2.83         %
hand_slow_sd          1.4     1.05     0.16   0.772 to 1.42        %
common_walk          0.16  0.00509   0.0057   0 to 0.16            % per sqrt(day)
mip_white_sd          8.5     7.57     0.43   6.76 to 8.47         %
mip_slow_sd           4.5     4.14     0.87   2.74 to 6.25         %
mip_walk             0.15        0        -   0 to 0.252           % per sqrt(day)

$ grep -A 2 grip_white_sd own.json
  "grip_white_sd": {
   "value": 4.129,
   "unit": "%",

$ myotrend pathway whatif own.json
30 patients, 400 patient-months
...

                                               now      if
alerts (one for a patient and flag)             19      19
alerts per 100 patient-months                 4.75    4.75
patients ever referred                           9       9
refer_urgent at the end                          7       7
refer_routine at the end                         1       1
continue at the end                             22      22

3 patients would change:
S3-000011  refer_urgent -> refer_urgent, first referred 2024-07-29 -> 2024-07-15
S3-000017  refer_urgent -> refer_urgent, first referred 2023-12-26 -> 2023-11-20
S3-000027  refer_urgent -> refer_urgent, first referred 2023-09-05 -> 2023-08-24
file nobody.txt
P404
end
$ myotrend pathway calibrate --patients-file nobody.txt
! myotrend: nobody.txt: patient "P404" is not known
? 3
file one.txt
S3-000000
end
$ myotrend pathway calibrate --patients-file one.txt
! myotrend: 1 patients with enough readings are too few to learn from
? 1
