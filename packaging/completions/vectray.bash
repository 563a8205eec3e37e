# bash completion for vectray; made by 'vectray completions bash'

_vectray()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command='' options choices paths i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --port | --data-dir | --store | --timeout) ((i++)) ;;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    if ((i + 1 < COMP_CWORD)); then
        case "$command ${COMP_WORDS[i+1]}" in
        'mcp install' | 'config get' | 'config set' | 'store copy') command="$command ${COMP_WORDS[i+1]}" ;;
        esac
    fi
    COMPREPLY=()
    case $command in
        '') options='--background --show --version --port --data-dir --store --allow-manage --help'; choices='serve add remove list start stop pause resume sync status search explain preview events paths doctor mcp config debug-archive completions'; paths=no ;;
        'serve') options='--port --data-dir --store --allow-manage --help'; choices=''; paths=no ;;
        'add') options='--project --dataset --include --exclude --debounce --json --port --timeout --help'; choices=''; paths=yes ;;
        'remove') options='--project --dataset --keep-index --json --port --timeout --help'; choices=''; paths=yes ;;
        'list') options='--project --json --port --timeout --help'; choices=''; paths=no ;;
        'start') options='--project --dataset --json --port --timeout --help'; choices=''; paths=yes ;;
        'stop') options='--project --dataset --json --port --timeout --help'; choices=''; paths=yes ;;
        'pause') options='--project --dataset --for --json --port --timeout --help'; choices=''; paths=yes ;;
        'resume') options='--project --dataset --json --port --timeout --help'; choices=''; paths=yes ;;
        'sync') options='--project --dataset --force --json --port --timeout --help'; choices=''; paths=yes ;;
        'status') options='--project --json --port --timeout --help'; choices=''; paths=no ;;
        'search') options='--project --dataset --limit --lang --glob --path-prefix --json --port --timeout --help'; choices=''; paths=no ;;
        'explain') options='--json --port --timeout --help'; choices=''; paths=yes ;;
        'preview') options='--project --include --exclude --json --port --timeout --help'; choices=''; paths=yes ;;
        'events') options='--follow --since --project --json --port --timeout --help'; choices=''; paths=no ;;
        'paths') options='--json --port --timeout --help'; choices=''; paths=no ;;
        'doctor') options='--json --port --timeout --help'; choices=''; paths=no ;;
        'mcp') options='--allow-manage --no-start --port --timeout --help'; choices='install'; paths=no ;;
        'mcp install') options='--scope --allow-manage --dry-run --uninstall --json --help'; choices='claude-code claude-desktop codex cursor vscode gemini opencode zed windsurf'; paths=no ;;
        'config') options='--json --help'; choices='get set'; paths=no ;;
        'config get') options='--json --help'; choices='port store instance watchConfigPath model pollInterval reconcileInterval autoRecover saveBattery maxFileBytes threads listen tls tlsCertificate tlsKey hosts allowedFolders indexSecrets embeddingProvider embeddingModel embeddingDimensions openAiBaseUrl ollamaHost voyageBaseUrl geminiBaseUrl embeddingConcurrency embeddingRequestsPerMinute embeddingTokensPerMinute embeddingTokensPerMonth embeddingBudget embeddingPrice vectorCacheMegabytes allowManage'; paths=no ;;
        'config set') options='--json --help'; choices='port store instance watchConfigPath model pollInterval reconcileInterval autoRecover saveBattery maxFileBytes threads listen tls tlsCertificate tlsKey hosts allowedFolders indexSecrets embeddingProvider embeddingModel embeddingDimensions openAiBaseUrl ollamaHost voyageBaseUrl geminiBaseUrl embeddingConcurrency embeddingRequestsPerMinute embeddingTokensPerMinute embeddingTokensPerMonth embeddingBudget embeddingPrice vectorCacheMegabytes allowManage'; paths=no ;;
        'store copy') options='--from --to --json --help'; choices=''; paths=no ;;
        'debug-archive') options='--output --include-paths --json --port --timeout --help'; choices=''; paths=no ;;
        'completions') options='--json --port --timeout --help'; choices='bash zsh fish'; paths=no ;;
        *) return ;;
    esac
    if [[ $previous == --data-dir ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ -n $choices ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    elif [[ $paths == yes ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _vectray vectray
