# bash completion for herd

_herd_options() {
    case $1 in
        up) echo --help --config --only --ready-file --trace ;;
        config) echo --help --config --trace --updates --json ;;
        ask) echo --help --config --ready-file --timeout ;;
        places) echo --help --config --check --json ;;
        trace) echo --help --svg --mermaid --perfetto --shiviz --client --since --until ;;
        explain) echo --help --trace --json ;;
        play) echo --help -k --name --repeat --against --run-dir --seed --junit --json --sim --seeds ;;
        sim) echo --help --seed --topology --json --exhaustive --study --quick --seeds --jobs --minutes \
            --servers --propagation --updates --duration --faults --fault --twice --fingerprint --show \
            --no-shrink --out ;;
        bench) echo --help --config --herd --servers --topology --log --memory --server --clients \
            --name-length --around --mix --seed --connections --depth --connect-idle --seconds --count \
            --warm-up --rate --propagation-rate --settle --repeat --pin --json ;;
        ctl) echo --help --config --ready-file --url --token-env --timeout --json ;;
        top) echo --help --config --ready-file --url --token-env --timeout --interval --once ;;
        replay) echo --help --config --ready-file --server --speed --fast --loop --now --clients --prefix \
            --json ;;
        "ctl status") echo --help ;;
        "ctl servers") echo --help ;;
        "ctl server") echo --help ;;
        "ctl links") echo --help ;;
        "ctl link") echo --help ;;
        "ctl faults") echo --help ;;
        "ctl clients") echo --help --search --server --stale --after --limit ;;
        "ctl client") echo --help ;;
        "ctl map") echo --help --west --south --east --north --columns --rows --limit ;;
        "ctl trace") echo --help --client --server --since --limit ;;
        "ctl events") echo --help --client --server --since --thin ;;
        "ctl logs") echo --help --server --lines ;;
        "ctl topology") echo --help ;;
        "ctl config") echo --help ;;
        "ctl metrics") echo --help ;;
        "ctl health") echo --help ;;
        "ctl ready") echo --help ;;
        "ctl stop") echo --help --for ;;
        "ctl crash") echo --help --for ;;
        "ctl start") echo --help ;;
        "ctl pause") echo --help --for ;;
        "ctl resume") echo --help ;;
        "ctl isolate") echo --help --for ;;
        "ctl clock") echo --help --drift ;;
        "ctl add-server") echo --help --port --host --neighbours ;;
        "ctl remove-server") echo --help ;;
        "ctl cut") echo --help --for ;;
        "ctl heal") echo --help ;;
        "ctl refuse") echo --help --for ;;
        "ctl reset") echo --help ;;
        "ctl stall") echo --help --one-way --for ;;
        "ctl latency") echo --help --jitter --distribution --one-way --for ;;
        "ctl bandwidth") echo --help --one-way --for ;;
        "ctl slice") echo --help --size --pause --one-way --for ;;
        "ctl close-after") echo --help --one-way ;;
        "ctl drop-first") echo --help ;;
        "ctl flap") echo --help --for ;;
        "ctl corrupt") echo --help --one-way ;;
        "ctl fault") echo --help ;;
        "ctl lift") echo --help ;;
        "ctl add-link") echo --help ;;
        "ctl remove-link") echo --help ;;
        "ctl send") echo --help --within ;;
        "ctl run") echo --help --sim --seed --name ;;
        "ctl runs") echo --help ;;
        "ctl cancel") echo --help ;;
        *) echo --help --version ;;
    esac
}

_herd() {
    local commands="up config ask places trace explain play sim bench ctl top replay"
    local verbs="status servers server links link faults clients client map trace events logs topology \
        config metrics health ready stop crash start pause resume isolate clock add-server remove-server \
        cut heal refuse reset stall latency bandwidth slice close-after drop-first flap corrupt fault \
        lift add-link remove-link send run runs cancel"
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' verb='' word i
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        case $word in
            --config | --ready-file | --url | --token-env | --timeout) ((++i)) ;;
            -*) ;;
            *)
                if [[ -z $command ]]; then
                    command=$word
                elif [[ $command == ctl && -z $verb ]]; then
                    verb=$word
                fi
                ;;
        esac
    done
    COMPREPLY=()
    case $previous in
        --against | --config | --herd | --junit | --mermaid | --perfetto | --ready-file | --shiviz | \
            --svg | --trace)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
            ;;
        --out | --run-dir | --study)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return
            ;;
        --after | --around | --client | --clients | --columns | --connect-idle | --connections | --count \
            | --depth | --distribution | --drift | --duration | --east | --fault | --faults | --for | \
            --host | --interval | --jitter | --jobs | --limit | --lines | --log | --minutes | --mix | \
            --name | --name-length | --neighbours | --north | --only | --pause | --pin | --port | \
            --prefix | --propagation | --propagation-rate | --rate | --repeat | --rows | --search | \
            --seconds | --seed | --seeds | --server | --servers | --settle | --since | --size | --south | \
            --speed | --thin | --timeout | --token-env | --topology | --until | --updates | --url | \
            --warm-up | --west | --within | -k)
            return
            ;;
    esac
    if [[ $current == -* ]]; then
        local options
        options=$(_herd_options "$command${verb:+ $verb}")
        [[ -n $verb ]] && options+=" $(_herd_options ctl)"
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    elif [[ $command == ctl && -z $verb ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$verbs" -- "$current")
    elif [[ $command == play || $command == replay || $command == trace || $verb == run ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -F _herd herd
