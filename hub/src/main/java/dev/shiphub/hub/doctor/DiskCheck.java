package dev.shiphub.hub.doctor;

/**
 * Whether there is room for what has to be written; shiphub writes at most a megabyte a day.
 *
 * @param path on the disk in question
 * @param freeBytes for this user
 */
public record DiskCheck(String path, long freeBytes) implements Check {
  private static final long MEBIBYTE = 1 << 20;
  private static final long NEEDED = 2 * MEBIBYTE;
  private static final long COMFORTABLE = 64 * MEBIBYTE;

  @Override
  public Topic topic() {
    return Topic.DISK;
  }

  @Override
  public Finding finding() {
    String en = free() + " free at " + path;
    String de = free() + " frei unter " + path;
    if (freeBytes >= COMFORTABLE) {
      return Finding.ok(en, de);
    }
    Finding.Trouble trouble = freeBytes < NEEDED ? Finding.fail(en, de) : Finding.warn(en, de);
    return trouble.remedy(
        "make room: no pairing can be saved on a full disk (du -xh / | sort -h | tail)",
        "Platz schaffen: auf einem vollen Datenträger kann keine Kopplung gespeichert werden (du"
            + " -xh / | sort -h | tail)");
  }

  private String free() {
    return freeBytes / MEBIBYTE + " MiB";
  }
}
