# Adding, showing, changing and erasing a patient.
$ myotrend patient list
$ myotrend patient add P7 --sex female --birth 1971-04 --height 168 --weight 61.5 --hand right --covid 2024-11-20 --zone Europe/London
$ myotrend patient show P7
$ myotrend patient show P7 --format json
$ myotrend patient edit P7 --weight 60
$ myotrend patient add P7 --sex female --birth 1971
$ myotrend patient add P8 --sex femal --birth 1971
$ myotrend patient add P8 --sex male --birth 2031
$ myotrend patient add P8 --sex male --birth 1980 --zone Europe/Londn
$ myotrend patient add P8 --sex male
$ myotrend patient add P8 --sex male --birth 2012
$ myotrend patient list
$ myotrend patient list --format json
$ myotrend patient show P9
$ myotrend patient erase P8
$ myotrend patient erase P8 --why "asked for it"
$ myotrend patient show P8
$ myotrend patient add P8 --sex male --birth 1980
$ myotrend check
