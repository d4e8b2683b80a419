using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Changes of what is stored of a model's monitor. Pure: each returns the record itself where nothing changes.</summary>
internal static class MonitorTurn
{
    /// <summary>Puts a definition in use, null for the default one. Incidents of rules that are gone are closed.</summary>
    public static MonitorRecord Apply(MonitorRecord record, string? text, MonitorDefinition definition, string actor, DateTimeOffset now)
    {
        if (record.Definition == text)
            return record;

        var revision = text is null ? 0 : record.LastRevision + 1;
        record = record with
        {
            Definition = text,
            Revision = revision,
            LastRevision = Math.Max(record.LastRevision, revision),
            AppliedAt = text is null ? null : now,
            Actor = text is null ? "" : actor,
            Touched = record.Touched.Clear(),

            // Windows may be other ones now, and labels may mean something else: all are read again.
            Labels = 0,
        };
        foreach (var incident in record.Alarms.Open.Values.Where(open => definition.Rules.All(rule => rule.Name != open.Rule)).OrderBy(static open => open.Id, StringComparer.Ordinal).ToArray())
            record = Close(record, definition, incident.Id, $"The definition has no rule '{incident.Rule}' any more.", now);
        return record;
    }

    /// <summary>Takes what a silo counted.</summary>
    public static MonitorRecord Report(MonitorRecord record, MonitorDefinition definition, MonitorProgress progress)
    {
        var (windows, touched, doomed) = (record.Windows, record.Touched, record.Doomed);
        foreach (var window in progress.Windows)
        {
            // The day that it belongs to is one window already, which nothing is added to.
            if (window.Start < record.MergedUntil)
            {
                doomed = doomed.Contains(window) ? doomed : doomed.Add(window);
                continue;
            }

            windows = windows.With(window);
            if (window.Length == definition.BaseWindow)
                touched = Touch(touched, record.Alarms.Last, definition, window.Start);
        }

        var lost = record.Lost;
        foreach (var loss in progress.Lost)
        {
            if (!lost.Exists(known => known.Source == loss.Source && known.Version == loss.Version))
                lost = lost.Insert(0, loss);
        }

        return windows == record.Windows && touched == record.Touched && doomed == record.Doomed && lost == record.Lost
            ? record
            : record with { Windows = windows, Touched = touched, Doomed = doomed, Lost = lost.Count > MonitorRecord.MostLost ? lost.RemoveRange(MonitorRecord.MostLost, lost.Count - MonitorRecord.MostLost) : lost };
    }

    /// <summary>Takes that labels are in windows.</summary>
    public static MonitorRecord Labelled(MonitorRecord record, MonitorDefinition definition, long number, IReadOnlyList<MonitorWindowId> windows)
    {
        var (index, touched) = (record.Windows, record.Touched);
        foreach (var window in windows)
        {
            index = index.With(window);
            touched = Touch(touched, record.Alarms.Last, definition, window.Start);
        }

        return record with { Labels = number, Windows = index, Touched = touched };
    }

    /// <summary>Judges a window.</summary>
    /// <param name="record">What is known.</param>
    /// <param name="definition">The definition in use.</param>
    /// <param name="measured">What was measured.</param>
    /// <param name="seen">How often the window had been touched when it was read.</param>
    /// <param name="now">The time.</param>
    public static MonitorRecord Judge(MonitorRecord record, MonitorDefinition definition, MeasuredWindow measured, int seen, DateTimeOffset now)
    {
        var start = measured.Start;
        var isCorrection = start <= record.Alarms.Last;
        RuleMeasurement[] measurements = [.. measured.Measurements.Select(one => one with { Reference = record.References.Before(start, one) })];
        var decision = AlarmRules.Decide(
            definition, record.Alarms, new WindowResult { Start = start, At = now, Revision = isCorrection ? 1 : 0, Measurements = measurements });
        if (record.Touched.TryGetValue(start, out var times) && times == seen)
            record = record with { Touched = record.Touched.Remove(start) };
        record = record with { References = record.References.With(definition, start, measurements) };
        return Take(record, definition, decision, measured.Version, now);
    }

    /// <summary>Closes an incident by hand.</summary>
    public static MonitorRecord Close(MonitorRecord record, MonitorDefinition definition, string id, string reason, DateTimeOffset now) =>
        record.Alarms.Open.Values.Any(open => open.Id == id)
            ? Take(record, definition, AlarmRules.Close(record.Alarms, id, reason, now), 0, now)
            : record;

    /// <summary>Takes what came of an attempt to tell or do something.</summary>
    public static MonitorRecord Attempted(MonitorRecord record, string incident, string deed, DeedResult result, DateTimeOffset now) =>
        record.Notes.TryGetValue(incident, out var note) && note.Deeds.Find(one => one.Id == deed) is { IsPending: true } found
            ? record with { Notes = record.Notes.SetItem(incident, note with { Deeds = note.Deeds.Replace(found, found.After(result, now)) }) }
            : record;

    private static ImmutableSortedDictionary<DateTimeOffset, int> Touch(
        ImmutableSortedDictionary<DateTimeOffset, int> touched, DateTimeOffset? last, MonitorDefinition definition, DateTimeOffset start)
    {
        foreach (var window in MonitorSchedule.WindowsOf(definition, start))
        {
            // What is older than what verdicts remember changes nothing any more.
            if (window <= last && window > last - (definition.BaseWindow * AlarmTrack.Remembered))
                touched = touched.SetItem(window, touched.GetValueOrDefault(window) + 1);
        }

        return touched;
    }

    private static MonitorRecord Take(MonitorRecord record, MonitorDefinition definition, AlarmDecision decision, int version, DateTimeOffset now)
    {
        var notes = record.Notes;
        foreach (var transition in decision.Transitions)
        {
            var incident = transition.Incident;
            var kind = definition.Rules.FirstOrDefault(rule => rule.Name == incident.Rule)?.Kind;
            var note = notes.GetValueOrDefault(incident.Id) ?? new IncidentNote(version, kind ?? MonitorRuleKind.Drift, transition.Reason, []);
            if (transition.Kind is AlarmTransitionKind.Opened or AlarmTransitionKind.Escalated)
                note = note with { Text = transition.Reason };
            if (transition.Kind == AlarmTransitionKind.Closed)
                note = note.WithoutSwitching(now);
            var notice = NoticeOf(definition.Model, note, transition, now);
            foreach (var (deed, target) in DeedsOf(definition, note, transition))
                note = note.With(new MonitorDeed(IdOf(incident.Id, note.Numbers), deed, target, notice, now));
            notes = notes.SetItem(incident.Id, note);
        }

        var known = decision.State.Open.Values.Concat(decision.State.Closed).Select(static incident => incident.Id).ToHashSet(StringComparer.Ordinal);
        notes = notes.RemoveRange(notes.Where(note => !known.Contains(note.Key) && !note.Value.IsPending).Select(static note => note.Key));
        return record with { Alarms = decision.State, Notes = notes };
    }

    private static IEnumerable<(string Kind, string Target)> DeedsOf(MonitorDefinition definition, IncidentNote note, AlarmTransition transition)
    {
        var (routes, severity) = (definition.Routes, transition.Incident.Severity);
        if (transition.Notify && routes.Log)
            yield return (DeedKinds.Log, "");
        if (transition.Notify && routes.Webhook is { } webhook && severity >= webhook.Severity)
            yield return (DeedKinds.Webhook, webhook.Url.GetLeftPart(UriPartial.Path));
        if (transition.Notify && routes.Mail is { } mail && severity >= mail.Severity)
            yield return (DeedKinds.Mail, string.Join(", ", mail.To));
        if (transition.Act && definition.Actions?.Pipeline is { } pipeline)
            yield return (DeedKinds.Pipeline, pipeline);
        if (transition.Act && definition.Actions?.RollbackCanary == true)
            yield return (DeedKinds.RollbackCanary, "");
        foreach (var feature in transition.Act ? definition.Actions?.FeatureDefaults ?? [] : [])
            yield return (DeedKinds.FeatureDefault, feature);
        foreach (var feature in transition.Kind == AlarmTransitionKind.Closed ? note.Switched : [])
            yield return (DeedKinds.FeatureBack, feature);
    }

    private static MonitorNotice NoticeOf(string model, IncidentNote note, AlarmTransition transition, DateTimeOffset now)
    {
        var incident = transition.Incident;
        return new MonitorNotice
        {
            Event = transition.Kind,
            Incident = incident.Id,
            Model = model,
            Version = note.Version,
            Rule = incident.Rule,
            Kind = note.Kind,
            Segment = incident.Segment,
            Severity = incident.Severity,
            Window = incident.Window,
            OpenedAt = incident.OpenedAt,
            ClosedAt = incident.ClosedAt,
            At = now,
            Text = transition.Reason,
            Evidence = incident.Evidence,
        };
    }

    // Names of segments may hold anything; ids go into headers.
    private static string IdOf(string incident, int number) =>
        $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{incident}\n{number}")).AsSpan(0, 16))}";
}
