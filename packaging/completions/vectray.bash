# bash completion for vectray; made by 'vectray completions bash'

_vectray()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command='' options operand i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --port | --data-dir | --store | --timeout) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    COMPREPLY=()
    case $command in
        '') options='--version --port --data-dir --store --help'; operand=command ;;
        serve) options='--port --data-dir --store --help'; operand=none ;;
        add) options='--project --dataset --include --exclude --debounce --json --port --timeout --help'; operand=path ;;
        remove) options='--project --dataset --keep-index --json --port --timeout --help'; operand=path ;;
        list) options='--project --json --port --timeout --help'; operand=none ;;
        start) options='--project --dataset --json --port --timeout --help'; operand=path ;;
        stop) options='--project --dataset --json --port --timeout --help'; operand=path ;;
        pause) options='--project --dataset --json --port --timeout --help'; operand=path ;;
        resume) options='--project --dataset --json --port --timeout --help'; operand=path ;;
        sync) options='--project --dataset --force --json --port --timeout --help'; operand=path ;;
        status) options='--project --json --port --timeout --help'; operand=none ;;
        search) options='--project --dataset --limit --lang --glob --path-prefix --json --port --timeout --help'; operand=none ;;
        explain) options='--json --port --timeout --help'; operand=path ;;
        preview) options='--project --include --exclude --json --port --timeout --help'; operand=path ;;
        events) options='--follow --since --project --json --port --timeout --help'; operand=none ;;
        paths) options='--json --port --timeout --help'; operand=none ;;
        doctor) options='--json --port --timeout --help'; operand=none ;;
        completions) options='--json --port --timeout --help'; operand=shell ;;
        *) return ;;
    esac
    if [[ $previous == --data-dir ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ $operand == command ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'serve add remove list start stop pause resume sync status search explain preview events paths doctor completions' -- "$current")
    elif [[ $operand == shell ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$current")
    elif [[ $operand == path ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _vectray vectray
