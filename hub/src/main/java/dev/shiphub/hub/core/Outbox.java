package dev.shiphub.hub.core;

import java.util.ArrayList;
import java.util.List;

/** Collects what is to be done, in order. Owned by the loop's thread. */
final class Outbox {
  private List<HubEffect> effects = new ArrayList<>();

  void add(HubEffect effect) {
    effects.add(effect);
  }

  void notice(Notice notice) {
    add(new HubEffect.Notify(notice));
  }

  void notices(List<Notice> notices) {
    notices.forEach(this::notice);
  }

  void warn(String words) {
    add(new HubEffect.Warn(words));
  }

  void done(long command, String words) {
    add(new HubEffect.Reply(command, new Answer.Done(words)));
  }

  void refuse(long command, Answer.Kind kind, String words) {
    add(new HubEffect.Reply(command, new Answer.Refused(kind, words)));
  }

  List<HubEffect> take() {
    List<HubEffect> taken = List.copyOf(effects);
    effects = new ArrayList<>();
    return taken;
  }
}
