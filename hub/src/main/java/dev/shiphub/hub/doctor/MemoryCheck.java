package dev.shiphub.hub.doctor;

/**
 * Whether there is memory left, of the machine or of the group that the program is bound to.
 *
 * @param totalMiB all of it
 * @param freeMiB what programs can have without anything being swapped out
 * @param heapPercent how full the daemon's heap was after the last collection; 0 if not known
 */
public record MemoryCheck(long totalMiB, long freeMiB, int heapPercent) implements Check {
  private static final long LEAST_TOTAL = 400;
  private static final long LEAST_FREE = 16;
  private static final long COMFORTABLE = 64;
  private static final int FULL = 90;

  @Override
  public Topic topic() {
    return Topic.MEMORY;
  }

  @Override
  public Finding finding() {
    String en =
        freeMiB + " of " + totalMiB + " MiB free" + heap("; the daemon's heap is ", " full");
    String de =
        freeMiB + " von " + totalMiB + " MiB frei" + heap("; Heap des Dienstes zu ", " belegt");
    if (freeMiB >= COMFORTABLE && totalMiB >= LEAST_TOTAL && heapPercent < FULL) {
      return Finding.ok(en, de);
    }
    boolean isBad = freeMiB < LEAST_FREE || heapPercent >= FULL;
    Finding.Trouble trouble = isBad ? Finding.fail(en, de) : Finding.warn(en, de);
    return trouble.remedy(
        "stop other programs, or use a machine with 512 MB or more; a heap that stays full is worth"
            + " a report",
        "andere Programme beenden, oder einen Rechner mit 512 MB oder mehr nehmen; ein Heap, der"
            + " voll bleibt, ist eine Meldung wert");
  }

  private String heap(String before, String after) {
    return heapPercent == 0 ? "" : before + heapPercent + " %" + after;
  }
}
