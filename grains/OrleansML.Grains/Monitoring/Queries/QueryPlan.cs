using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a request asks for, with what it left out.</summary>
internal sealed record QueryPlan
{
    private const int WindowsByDefault = 24;
    private const string Training = "training";
    private const string Previous = "previous";
    private const string Champion = "champion";

    // As much later and earlier can be reckoned with.
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public required string Model { get; init; }

    public required MonitorIndex Index { get; init; }

    public required MonitorDefinition Definition { get; init; }

    public required int Version { get; init; }

    public required string Segment { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required MonitorBaseline Baseline { get; init; }

    /// <summary>The time of the baseline; null where that is no matter of time.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? BaselineSpan =>
        Baseline.Kind == BaselineKind.Champion ? (From, Until) : Baseline.SpanOf(From, Until - From);

    /// <summary>Reads a request.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="query">The request.</param>
    /// <param name="index">What windows there are.</param>
    /// <param name="champion">The champion; null: there is none.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static QueryPlan Of(string model, MonitorQuery query, MonitorIndex index, int? champion)
    {
        var definition = DefinitionOf(model, index);
        int[] versions = [.. index.Windows.SelectMany(static window => window.Versions).Distinct().Order()];
        var version = query.Version ?? (champion is { } first && versions.Contains(first) ? first : versions.LastOrDefault());
        if (query.Version is { } asked && !versions.Contains(asked))
        {
            throw Invalid(versions.Length == 0
                ? $"There are no windows of version {asked} of model '{model}': nothing of the model was counted yet."
                : $"There are no windows of version {asked} of model '{model}'; there are some of {string.Join(", ", versions)}.");
        }

        RequireKnown("from", query.From);
        RequireKnown("until", query.Until);
        var until = query.Until ?? EndOf(index, query.From, definition.Window);
        var from = query.From ?? until - (WindowsByDefault * definition.Window);
        if (from >= until)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"'from' is {from:u} and 'until' is {until:u}; 'from' must be the earlier one."));

        return new QueryPlan
        {
            Model = model,
            Index = index,
            Definition = definition,
            Version = version,
            Segment = string.IsNullOrEmpty(query.Segment) ? MonitorSegments.Whole : query.Segment,
            From = from,
            Until = until,
            Baseline = query.Baseline is { } text ? BaselineOf(text) : definition.Baseline,
        };
    }

    /// <summary>The windows of a segment in a time, as they are now.</summary>
    public MergedRange RangeOf(int version, string segment, DateTimeOffset from, DateTimeOffset until) => new(
        [
            .. Index.Windows.Where(window => window.Start >= from && window.Start < until && window.Versions.Contains(version))
                .OrderBy(static window => window.Start)
                .Select(window => new StampedWindow(new MonitorKey(Model, version, window.Start, window.Length, segment), window.Changes)),
        ],
        from,
        until,
        Index.Windows.Length == 0 ? from : Index.Windows[^1].Start,
        Index.Run);

    /// <summary>The versions that answered in this time, earliest first.</summary>
    public MonitorVersionTime[] Versions() =>
    [
        .. Index.Windows.Where(window => window.Start >= From && window.Start < Until)
            .SelectMany(static window => window.Versions.Select(version => (Version: version, window.Start, End: window.Start + window.Length)))
            .GroupBy(static seen => seen.Version)
            .Select(static seen => new MonitorVersionTime { Version = seen.Key, From = seen.Min(static one => one.Start), Until = seen.Max(static one => one.End) })
            .OrderBy(static version => version.From).ThenBy(static version => version.Version),
    ];

    /// <summary>Refuses what would have to read too much.</summary>
    /// <param name="windows">Windows of each segment, those of the baseline with them.</param>
    /// <param name="segments">How many segments.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public void RequireFew(int windows, int segments)
    {
        if ((long)windows * segments > IMonitorQueryGrain.MostWindows)
        {
            throw Invalid(FormattableString.Invariant(
                $"{windows} windows of model '{Model}', those of the baseline with them, times {segments} segments are more than {IMonitorQueryGrain.MostWindows}: ask for a shorter time with 'from' and 'until'{(segments > 1 ? ", or for the report of one 'segment'" : "")}."));
        }
    }

    /// <summary>What the model is watched by.</summary>
    public MonitorSummary Summary() => new()
    {
        Revision = Index.Watch.Revision,
        WindowSeconds = Definition.Window.TotalSeconds,
        Baseline = TextOf(Definition.Baseline),
        Profile = EnumText.Of(Definition.Profile),
        Segments = [.. Index.Watch.Segments.Select(MonitorSegments.NameOf)],
        Rules = [.. Definition.Rules.Select(static rule => rule.Name)],
    };

    /// <summary>A baseline in words.</summary>
    public static string TextOf(MonitorBaseline baseline) => baseline.Kind switch
    {
        BaselineKind.Training => "what the version was trained on",
        BaselineKind.Previous => "the time before, as long",
        BaselineKind.HoursBefore => string.Create(CultureInfo.InvariantCulture, $"the same time {baseline.Amount} h before"),
        BaselineKind.WeekdayBefore => string.Create(CultureInfo.InvariantCulture, $"the same time {baseline.Amount} weeks before"),
        BaselineKind.Champion => "the champion at the same time",
        _ => string.Create(CultureInfo.InvariantCulture, $"{baseline.From:u} to {baseline.Until:u}"),
    };

    private static DateTimeOffset EndOf(MonitorIndex index, DateTimeOffset? from, TimeSpan window)
    {
        // A window that is not complete would look as if traffic had fallen; it is shown where there is no other.
        var length = index.Watch.Window;
        if (index.Watermark is { } complete)
        {
            var end = new DateTimeOffset(complete.UtcTicks - (complete.UtcTicks % length.Ticks), TimeSpan.Zero);
            if (index.Windows.Length == 0 || index.Windows.Any(window => window.Start < end))
                return from is { } start && start >= end ? start + window : end;
        }

        return from is { } asked ? asked + (WindowsByDefault * window)
            : index.Windows.Length == 0 ? DateTimeOffset.UnixEpoch + (WindowsByDefault * window)
            : index.Windows.Max(static last => last.Start + last.Length);
    }

    private static MonitorDefinition DefinitionOf(string model, MonitorIndex index)
    {
        if (index.Definition is not { } text)
            return MonitorDefinition.DefaultOf(model, index.Watch.Segments);

        try
        {
            return MonitorDefinitionReader.Read(text);
        }
        catch (InvalidDefinitionException exception)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"The monitor definition of model '{model}' cannot be read by this release; apply it again: {exception.Message}", exception);
        }
    }

    private static MonitorBaseline BaselineOf(string text)
    {
        if (text is Training)
            return new MonitorBaseline(BaselineKind.Training);
        if (text is Previous)
            return new MonitorBaseline(BaselineKind.Previous);
        if (text is Champion)
            return new MonitorBaseline(BaselineKind.Champion);

        var parts = text.Split('/');
        return parts.Length == 2 && IsoTime.TryParse(parts[0], out var from) && IsoTime.TryParse(parts[1], out var until) && from < until
            ? new MonitorBaseline(BaselineKind.Span, From: from, Until: until)
            : throw Invalid($"'baseline' is '{(text.Length <= 80 ? text : text[..80])}'; it must be '{Training}', '{Previous}', '{Champion}', or two ascending times such as 2026-01-01T00:00:00Z/2026-02-01T00:00:00Z.");
    }

    private static void RequireKnown(string name, DateTimeOffset? time)
    {
        if (time < DateTimeOffset.UnixEpoch || time > Latest)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"'{name}' is {time:u}; it must lie between {DateTimeOffset.UnixEpoch:u} and {Latest:u}."));
    }

    private static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);
}
