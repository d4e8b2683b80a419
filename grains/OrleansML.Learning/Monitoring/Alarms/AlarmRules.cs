namespace OrleansML.Learning.Monitoring;

/// <summary>Decides which incidents open, go on, become worse and close. Pure: from a definition, a state and a window to transitions and the next state.</summary>
internal static class AlarmRules
{
    /// <summary>Judges a window.</summary>
    /// <param name="definition">The definition as it is now; incidents of rules that are gone are closed.</param>
    /// <param name="state">The state so far.</param>
    /// <param name="result">The window. One that comes twice, or after a later one, changes nothing unless it is a correction.</param>
    /// <exception cref="ArgumentException">No window of the definition starts then.</exception>
    public static AlarmDecision Decide(MonitorDefinition definition, AlarmState state, WindowResult result)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(result);
        var step = definition.BaseWindow;
        if (result.Start.UtcTicks % step.Ticks != 0)
            throw new ArgumentException($"A window starts at {result.Start:O}, but those of '{definition.Model}' start every {step} from midnight UTC.", nameof(result));

        return state.Last is { } last && result.Start <= last && result.Revision == 0
            ? new AlarmDecision(state, [], [])
            : new AlarmTurn(definition, state, result).Decide();
    }

    /// <summary>Closes an incident by hand; its rule starts anew with the next window.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public static AlarmDecision Close(AlarmState state, string id, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var key = state.Open.FirstOrDefault(open => open.Value.Id == id).Key
            ?? throw new InvalidOperationException($"Incident '{id}' cannot be closed: it is not open.");
        var closed = state.Open[key] with { ClosedAt = now, ClosedBecause = reason };
        var next = Remember(state with { Open = state.Open.Remove(key), Tracks = state.Tracks.Remove(key) }, closed);
        return new AlarmDecision(
            next, [new AlarmTransition(AlarmTransitionKind.Closed, closed, null, IsCorrection: false, closed.ToldAt is not null, Act: false, reason)], []);
    }

    /// <summary>Silences a rule, a segment or both until a time; a silence of the same two is replaced.</summary>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public static AlarmState Silence(AlarmState state, AlarmSilence silence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(silence);
        var others = state.Silences.RemoveAll(other => other.Until <= now || (other.Rule == silence.Rule && other.Segment == silence.Segment));
        if (others.Count >= AlarmState.MostSilences && silence.Until > now)
            throw new InvalidOperationException($"There are {others.Count} silences; {AlarmState.MostSilences} are allowed. Silence a whole rule, or wait for one to end.");

        return state with { Silences = silence.Until > now ? others.Add(silence) : others };
    }

    internal static AlarmState Remember(AlarmState state, Incident closed)
    {
        var all = state.Closed.Add(closed);
        return state with { Closed = all.Count > AlarmState.MostClosed ? all.RemoveRange(0, all.Count - AlarmState.MostClosed) : all };
    }
}
