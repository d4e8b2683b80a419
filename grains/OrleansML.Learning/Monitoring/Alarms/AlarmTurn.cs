using System.Collections.Immutable;
using System.Globalization;

namespace OrleansML.Learning.Monitoring;

/// <summary>One decision of <see cref="AlarmRules"/> as it is being made.</summary>
internal sealed class AlarmTurn
{
    private readonly MonitorDefinition _definition;
    private readonly WindowResult _result;
    private readonly TimeSpan _step;
    private readonly bool _isCorrection;
    private readonly Dictionary<string, MonitorRule> _rules;
    private readonly List<AlarmTransition> _transitions = [];
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, AlarmTrack>.Builder _tracks;
    private readonly ImmutableDictionary<string, Incident>.Builder _open;
    private AlarmState _state;

    public AlarmTurn(MonitorDefinition definition, AlarmState state, WindowResult result)
    {
        (_definition, _result, _step) = (definition, result, definition.BaseWindow);
        _isCorrection = result.Start <= state.Last;
        _rules = definition.Rules.ToDictionary(static rule => rule.Name, StringComparer.Ordinal);
        _state = state with
        {
            Last = _isCorrection ? state.Last : result.Start,
            Step = _step,
            Silences = state.Silences.RemoveAll(silence => silence.Until <= result.At),
        };
        _tracks = state.Tracks.ToBuilder();
        _open = state.Open.ToBuilder();
        if (state.Step != _step)
        {
            foreach (var (key, track) in state.Tracks)
                _tracks[key] = track.Restart();
        }
    }

    public AlarmDecision Decide()
    {
        ForgetRulesThatAreGone();
        var verdicts = RuleJudge.Judge(_definition, _result);

        // Where there is room for some only, the worst and the widest come first.
        foreach (var verdict in verdicts.OrderByDescending(static verdict => verdict.Severity).ThenBy(static verdict => verdict.Segment != MonitorSegments.Whole))
            Apply(verdict);
        foreach (var (key, incident) in _open.Where(open => !_touched.Contains(open.Key)).OrderBy(static open => open.Key, StringComparer.Ordinal).ToArray())
            RemindOf(key, incident);
        ForgetQuietTracks();
        return new AlarmDecision(_state with { Tracks = _tracks.ToImmutable(), Open = _open.ToImmutable() }, _transitions, verdicts);
    }

    private static string KeyOf(string rule, string segment) => $"{rule}/{segment}";

    private void Apply(RuleVerdict verdict)
    {
        if (verdict.IsBad is not { } isBad)
            return;

        var key = KeyOf(verdict.Rule.Name, verdict.Segment);
        var before = _tracks.GetValueOrDefault(key) ?? new AlarmTrack();
        if (before.With(_result.Start, isBad, _step, verdict.Rule) is not { } track)
            return;

        _tracks[key] = track;
        var incident = _open.GetValueOrDefault(key);
        if (incident is null && track.Now.IsOpen)
            Open(key, verdict, track);
        else if (incident is not null && !track.Now.IsOpen)
            Close(key, incident, verdict.Evidence, _isCorrection ? "Corrected windows are no longer bad." : WhyOver(verdict.Rule));
        else if (incident is not null && (track != before || IsNews(incident, verdict)))
            Keep(key, incident, verdict);
    }

    private void Open(string key, RuleVerdict verdict, AlarmTrack track)
    {
        if (_open.Count >= AlarmState.MostOpen)
        {
            _tracks[key] = track with { Now = new AlarmPhase(IsOpen: false, verdict.Rule.For, default) };
            _state = _state with { NotOpened = _state.NotOpened + 1 };
            return;
        }

        var start = track.Now.Opened;
        var id = string.Create(CultureInfo.InvariantCulture, $"{_definition.Model}/{key}/{start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");

        // A correction may take back another: it is the same incident, told and acted on as it was.
        var again = _state.Closed.FindLast(closed => closed.Id == id);
        if (again is not null)
            _state = _state with { Closed = _state.Closed.Remove(again) };
        var incident = again is not null
            ? again with { ClosedAt = null, ClosedBecause = null, Severity = Worse(again.Severity, verdict.Severity), Evidence = verdict.Evidence!, ToldSeverity = null }
            : new Incident
            {
                Id = id,
                Rule = verdict.Rule.Name,
                Segment = verdict.Segment,
                Window = start,
                Severity = verdict.Severity,
                OpenedAt = _result.At,
                Evidence = verdict.Evidence!,
            };
        Tell(AlarmTransitionKind.Opened, key, incident, verdict.Evidence, AlarmText.Of(verdict));
    }

    private void Keep(string key, Incident incident, RuleVerdict verdict)
    {
        var isBad = verdict.IsBad == true;
        var isWorse = isBad && verdict.Severity > incident.Severity;
        incident = incident with
        {
            Severity = isWorse ? verdict.Severity : incident.Severity,
            Evidence = isBad && verdict.Evidence!.From >= incident.Evidence.From ? verdict.Evidence : incident.Evidence,
        };
        Tell(isWorse ? AlarmTransitionKind.Escalated : AlarmTransitionKind.Kept, key, incident, verdict.Evidence, AlarmText.Of(verdict));
    }

    private void Close(string key, Incident incident, AlarmEvidence? evidence, string reason)
    {
        _open.Remove(key);
        _touched.Add(key);
        var closed = incident with { ClosedAt = _result.At, ClosedBecause = reason };
        _state = AlarmRules.Remember(_state, closed);

        // Who was told that it began must be told that it is over, silence or not.
        _transitions.Add(new AlarmTransition(AlarmTransitionKind.Closed, closed, evidence, _isCorrection, incident.ToldAt is not null, Act: false, reason));
    }

    // What silence held back is told when it ends.
    private void RemindOf(string key, Incident incident)
    {
        if (!IsSilenced(incident) && (IsDue(incident) || MustAct(incident)))
            Tell(AlarmTransitionKind.Kept, key, incident, null, "It is still open.");
    }

    private void Tell(AlarmTransitionKind kind, string key, Incident incident, AlarmEvidence? evidence, string reason)
    {
        var isSilenced = IsSilenced(incident);
        var (notify, act) = (!isSilenced && IsDue(incident), !isSilenced && MustAct(incident));
        incident = incident with
        {
            ToldAt = notify ? _result.At : incident.ToldAt,
            ToldSeverity = notify ? incident.Severity : incident.ToldSeverity,
            IsActedOn = incident.IsActedOn || act,
        };
        _open[key] = incident;
        _touched.Add(key);
        _transitions.Add(new AlarmTransition(kind, incident, evidence, _isCorrection, notify, act, reason));
    }

    private bool IsDue(Incident incident) =>
        incident.ToldSeverity is null || incident.ToldSeverity < incident.Severity || _result.At - incident.ToldAt >= _definition.Remind;

    private bool MustAct(Incident incident) =>
        !incident.IsActedOn
        && _definition.Actions is { } actions
        && incident.Severity >= actions.Severity
        && actions.Rules?.Contains(incident.Rule) != false;

    private bool IsSilenced(Incident incident) => _state.Silences.Any(silence => silence.Covers(incident, _definition.Segments));

    // The same verdict on the same window, from other rows.
    private static bool IsNews(Incident incident, RuleVerdict verdict) =>
        verdict.IsBad == true
        && verdict.Evidence!.From == incident.Evidence.From
        && (verdict.Severity > incident.Severity || verdict.Evidence.Value != incident.Evidence.Value || verdict.Evidence.Rows != incident.Evidence.Rows);

    private static AlarmSeverity Worse(AlarmSeverity left, AlarmSeverity right) => left > right ? left : right;

    private static string WhyOver(MonitorRule rule) => rule.Until == 1 ? "A window was good." : $"{rule.Until} windows in a row were good.";

    private void ForgetRulesThatAreGone()
    {
        foreach (var key in _tracks.Keys.Where(key => !_rules.ContainsKey(key[..key.IndexOf('/')])).ToArray())
            _tracks.Remove(key);
        foreach (var (key, incident) in _open.Where(open => !_rules.ContainsKey(open.Value.Rule)).OrderBy(static open => open.Key, StringComparer.Ordinal).ToArray())
            Close(key, incident, null, $"The definition has no rule '{incident.Rule}' any more.");
    }

    private void ForgetQuietTracks()
    {
        var surplus = _tracks.Count - AlarmState.MostTracks;
        if (surplus <= 0)
            return;

        foreach (var (key, _) in _tracks
            .Where(track => !_open.ContainsKey(track.Key))
            .OrderByDescending(static track => track.Value.IsQuiet)
            .ThenBy(static track => track.Value.Last)
            .ThenBy(static track => track.Key, StringComparer.Ordinal)
            .Take(surplus)
            .ToArray())
        {
            _tracks.Remove(key);
        }
    }
}
