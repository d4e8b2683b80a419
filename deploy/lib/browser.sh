# The browser that tests open pages in. Sourced by setup.sh, after prerequisites.sh.

# install_browser: makes a Chromium available that needs no screen; any that is there already will do.
install_browser() {
    if has chromium-headless-shell || has chromium; then return; fi
    # Debian's smallest: no desktop comes with it.
    need_tool chromium-headless-shell chromium-headless-shell "lets a test open a page in a real browser"
    install_missing
}
