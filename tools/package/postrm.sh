#!/bin/sh
# After a removal: says which accounts' data stay and how they are taken off. Changes nothing.
# Looks where the program keeps its data unless it was told another folder (--data, XDG_DATA_HOME).
set -e
case "$1" in remove | purge) ;; *) exit 0 ;; esac

homes() {
  if [ -n "$DPKG_ROOT" ]; then cut -d: -f6 "$DPKG_ROOT/etc/passwd" 2>/dev/null || true
  else getent passwd | cut -d: -f6; fi | sort -u
}

left=$(homes | while IFS= read -r home; do
  data=$home/.local/share/counter-assist
  [ -d "$DPKG_ROOT$data" ] || continue
  mark=
  for note in "$DPKG_ROOT$data"/ledger-*.unsent; do
    [ -e "$note" ] && mark='  （有未上送的记录 unsent entries）'
  done
  printf '  %s%s\n' "$data" "$mark"
done)

[ -n "$left" ] || exit 0
cat >&2 <<END
多说一句：程序已卸载，下列数据（客户资料和办理记录，已加密）还留在这台电脑上：
Counter Assist: removed; these data (customers and entries, encrypted) stay on this computer:
$left
电脑不再用于营业厅时要清除：重新安装后运行 counter-assist --wipe（有未上送的记录时会拒绝），或确认已全部上送后删除整个文件夹，并请总部运行 hub device revoke。
When the computer leaves the branch: install again and run counter-assist --wipe, which refuses while something is unsent; or delete the whole folder once all is sent. HQ then runs hub device revoke.
END
