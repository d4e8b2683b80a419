using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads monitor definitions from YAML and reports every violation at once, each with its line.</summary>
public sealed class MonitorDefinitionReader
{
    private const int LongestModel = 200;
    private const int MostSlides = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // As the comparison of the tools in the README of monitoring names them.
    private static readonly (string Name, DriftProfile Profile)[] Profiles =
        [("own", DriftProfile.Own), ("evidently", DriftProfile.Evidently), ("nannyml", DriftProfile.NannyMl)];

    private readonly DefinitionDocument _document = new();

    private MonitorDefinitionReader()
    {
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static MonitorDefinition Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new MonitorDefinitionReader();
        var definition = reader._document.Parse(yaml) is { } root ? ReadRoot(root) : null;
        reader._document.ThrowIfInvalid("monitor definition");
        return definition!;
    }

    private static MonitorDefinition ReadRoot(DefinitionSection root)
    {
        root.AllowOnly(Keys.Top);
        var window = ReadWindow(root);
        var slide = ReadSlide(root, window);
        var lateness = root.Duration(Keys.Lateness, TimeSpan.Zero, Day) ?? TimeSpan.FromMinutes(2);
        var segments = SegmentsReader.Read(root);
        var baseline = BaselineReader.Read(root, slide ?? window);
        var profile = ReadProfile(root);
        var label = MonitorLabelReader.Read(root.Section(Keys.Label));
        var rules = new MonitorRuleReader(root, profile, baseline.Kind, label, segments).Read();
        return new MonitorDefinition
        {
            Model = ReadModel(root),
            Window = window,
            Slide = slide,
            Lateness = lateness,
            Segments = segments,
            MostSegmentValues = root.Integer(Keys.MostSegmentValues, 1, 1_000) ?? 200,
            Baseline = baseline,
            Profile = profile,
            Label = label,
            Rules = rules,
            Remind = root.Duration(Keys.Remind, Hour, TimeSpan.FromDays(30)),
            Keep = ReadKeep(root, slide ?? window, baseline.Before(window) + window + lateness),
            Routes = RouteReader.Read(root.Section(Keys.Routes)),
            Actions = RouteReader.ReadActions(root.Section(Keys.Actions), rules),
        };
    }

    private static string ReadModel(DefinitionSection root)
    {
        var model = root.RequiredText(Keys.Model) ?? "";
        if (model.Length > LongestModel || model.Contains('/') || model.Any(char.IsControl))
            root.Violate(Keys.Model, $"is no name of a model: at most {LongestModel} characters without '/' are allowed.");
        return model;
    }

    private static TimeSpan ReadWindow(DefinitionSection root)
    {
        var window = root.Duration(Keys.Window, Shortest, Day) ?? Hour;
        if (Day.Ticks % window.Ticks == 0)
            return window;

        root.Violate(Keys.Window, $"is {DurationText.Format(window)}, which does not divide a day; use 10s, 1m, 5m, 15m, 1h, 6h, 1d or another that does.");
        return Hour;
    }

    private static TimeSpan? ReadSlide(DefinitionSection root, TimeSpan window)
    {
        if (root.Duration(Keys.Slide, Shortest, window) is not { } slide)
            return null;
        if (window.Ticks % slide.Ticks == 0 && window / slide <= MostSlides)
            return slide;

        root.Violate(Keys.Slide, $"is {DurationText.Format(slide)}; it must divide 'window', {DurationText.Format(window)}, into at most {MostSlides} parts.");
        return null;
    }

    private static DriftProfile ReadProfile(DefinitionSection root)
    {
        if (root.Text(Keys.Profile) is not { } text)
            return DriftProfile.Own;
        foreach (var (name, profile) in Profiles)
        {
            if (name == text)
                return profile;
        }

        root.Violate(Keys.Profile, $"is '{text}'; allowed are {string.Join(", ", Profiles.Select(static profile => profile.Name))}.");
        return DriftProfile.Own;
    }

    private static MonitorRetention ReadKeep(DefinitionSection root, TimeSpan step, TimeSpan? needed)
    {
        // Some ten thousand windows are enough to look at one by one.
        var defaults = step < Minute ? MonitorDefaults.Keep with { Hours = Day } : MonitorDefaults.Keep;

        // A baseline that is days now is no window any more.
        var hours = needed > defaults.Hours ? TimeSpan.FromDays(Math.Ceiling(needed.Value.TotalDays)) : defaults.Hours;
        if (root.Section(Keys.Keep) is not { } section)
            return defaults with { Hours = hours };

        section.AllowOnly(Keys.OfKeep);
        hours = section.Duration(Keys.Hours, Day, TimeSpan.FromDays(90)) ?? hours;
        if (hours < needed)
            section.Violate(Keys.Hours, $"is {DurationText.Format(hours)}; the baseline needs windows for {DurationText.Format(needed.Value)}.");
        var days = section.Duration(Keys.Days, Day, TimeSpan.FromDays(3650)) ?? defaults.Days;
        if (days < hours)
            section.Violate(Keys.Days, $"is {DurationText.Format(days)}, less than '{Keys.Hours}', {DurationText.Format(hours)}.");
        return new MonitorRetention(hours, days);
    }
}
