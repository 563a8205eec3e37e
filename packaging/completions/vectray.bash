# bash completion for vectray; made by 'vectray completions bash'

_vectray()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command='' options choices operand i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --port | --data-dir | --store | --timeout) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    if ((i + 1 < COMP_CWORD)); then
        case "$command ${COMP_WORDS[i+1]}" in
        'mcp install' | 'config get' | 'config set' | 'token show' | 'token rotate' | 'store copy') command="$command ${COMP_WORDS[i+1]}" ;;
        esac
    fi
    COMPREPLY=()
    case $command in
        '') options='--background --show --version --port --data-dir --store --allow-manage --help'; choices='serve add remove list start stop pause resume sync status search explain preview events paths doctor mcp config token store debug-archive completions'; operand=nothing ;;
        'serve') options='--port --data-dir --store --allow-manage --help'; choices=''; operand=nothing ;;
        'add') options='--project --dataset --include --exclude --debounce --json --port --timeout --help'; choices=''; operand=paths ;;
        'remove') options='--project --dataset --keep-index --json --port --timeout --help'; choices=''; operand=paths ;;
        'list') options='--project --json --port --timeout --help'; choices=''; operand=nothing ;;
        'start') options='--project --dataset --json --port --timeout --help'; choices=''; operand=paths ;;
        'stop') options='--project --dataset --json --port --timeout --help'; choices=''; operand=paths ;;
        'pause') options='--project --dataset --for --json --port --timeout --help'; choices=''; operand=paths ;;
        'resume') options='--project --dataset --json --port --timeout --help'; choices=''; operand=paths ;;
        'sync') options='--project --dataset --force --json --port --timeout --help'; choices=''; operand=paths ;;
        'status') options='--project --json --port --timeout --help'; choices=''; operand=nothing ;;
        'search') options='--project --dataset --limit --lang --glob --path-prefix --json --port --timeout --help'; choices=''; operand=nothing ;;
        'explain') options='--json --port --timeout --help'; choices=''; operand=paths ;;
        'preview') options='--project --include --exclude --json --port --timeout --help'; choices=''; operand=paths ;;
        'events') options='--follow --since --project --json --port --timeout --help'; choices=''; operand=nothing ;;
        'paths') options='--json --port --timeout --help'; choices=''; operand=nothing ;;
        'doctor') options='--json --port --timeout --help'; choices=''; operand=nothing ;;
        'mcp') options='--allow-manage --no-start --port --timeout --help'; choices='install'; operand=nothing ;;
        'mcp install') options='--scope --allow-manage --dry-run --uninstall --json --help'; choices='claude-code claude-desktop codex cursor vscode gemini opencode zed windsurf'; operand=nothing ;;
        'config') options='--json --help'; choices='get set'; operand=nothing ;;
        'config get') options='--json --help'; choices=''; operand=keys ;;
        'config set') options='--json --help'; choices=''; operand=keys ;;
        'token show') options='--json --help'; choices=''; operand=nothing ;;
        'token rotate') options='--json --port --timeout --help'; choices=''; operand=nothing ;;
        'store copy') options='--from --to --json --help'; choices=''; operand=nothing ;;
        'debug-archive') options='--output --include-paths --json --port --timeout --help'; choices=''; operand=nothing ;;
        'completions') options='--json --port --timeout --help'; choices='bash zsh fish'; operand=nothing ;;
        'token') options=''; choices='show rotate'; operand=nothing ;;
        'store') options=''; choices='copy'; operand=nothing ;;
        *) return ;;
    esac
    [[ $operand == keys ]] && choices=$(vectray config 2> /dev/null | cut -d ' ' -f 1)
    if [[ $previous == --data-dir ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ -n $choices ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    elif [[ $operand == paths ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _vectray vectray
