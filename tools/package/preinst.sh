#!/bin/sh
# Before an upgrade: refused while a ledger of this computer holds entries that neither HQ has nor a stick was given.
# Changes nothing. Looks where the program keeps its data unless it was told another folder (--data, XDG_DATA_HOME).
set -e
[ "$1" = upgrade ] || exit 0

homes() {
  if [ -n "$DPKG_ROOT" ]; then cut -d: -f6 "$DPKG_ROOT/etc/passwd" 2>/dev/null || true
  else getent passwd | cut -d: -f6; fi | sort -u
}

unsent=$(homes | while IFS= read -r home; do
  for note in "$DPKG_ROOT$home"/.local/share/counter-assist/ledger-*.unsent; do
    [ -e "$note" ] && printf '  %s\n' "$home/.local/share/counter-assist"
  done
done | sort -u)

[ -n "$unsent" ] || exit 0
cat >&2 <<END
多说一句：还有办理记录没有上送总部，也没有写到U盘，先不要更新：
Counter Assist: not updated, since entries were neither sent to HQ nor written to a stick:
$unsent
请打开程序，等状态栏显示“已全部上送”，或请店长按 F3 再按 U 写到U盘，关闭程序后再更新。
Open the program and wait until everything is sent, or have the manager press F3 and U to write them to a stick; close it, then update again.
程序打不开时：把整个文件夹拷贝给总部，再删除其中的 ledger-*.unsent 文件。
If it does not open: copy the whole folder for HQ, then remove the ledger-*.unsent file in it.
END
exit 1
