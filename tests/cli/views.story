# What can be looked at: a trend, an assessment, a page, the rules.
$ myotrend patient add P1 --sex male --birth 1965 --hand right
$ myotrend trend
$ myotrend log grip 40 kg --side right --at 2025-02-01T09:00:00Z --quiet
$ myotrend log grip 39 kg --side right --at 2025-02-08T09:00:00Z --quiet
$ myotrend trend grip --side right
$ myotrend trend grip --side left
$ myotrend trend grop
$ myotrend trend grip --format json
$ myotrend assess
$ myotrend report -o page.html
$ myotrend report -o page.txt
$ myotrend report -o page.pdf
$ myotrend report -o no/where.html
$ myotrend pathway check nothing.json
$ myotrend replay -o decisions.csv
$ cat decisions.csv
