using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;
using Keys = OrleansML.Learning.Pipelines.PipelineKeys;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads pipeline definitions from YAML and reports every violation at once, each with its line.</summary>
public sealed class PipelineDefinitionReader
{
    private const int LongestDescription = 1_000;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    private readonly DefinitionDocument _document = new();

    private PipelineDefinitionReader()
    {
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static PipelineDefinition Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new PipelineDefinitionReader();
        var definition = reader._document.Parse(yaml) is { } root ? ReadRoot(root) : null;
        reader._document.ThrowIfInvalid("pipeline definition");
        return definition!;
    }

    private static PipelineDefinition ReadRoot(DefinitionSection root)
    {
        root.AllowOnly(Keys.Top);
        var description = root.Text(Keys.Description);
        if (description?.Length > LongestDescription)
            root.Violate(Keys.Description, $"has {description.Length} characters; {LongestDescription} are allowed.");
        var overlap = root.Choice<OverlapPolicy>(Keys.Overlap) ?? OverlapPolicy.Skip;
        var timeout = root.Duration(Keys.Timeout, ShortestTimeout, LongestTimeout) ?? TimeSpan.FromDays(1);
        return new PipelineDefinition
        {
            Name = root.Name(Keys.Name) ?? "",
            Description = description,
            Triggers = TriggerReader.Read(root),
            Overlap = overlap,
            CatchUp = ReadCatchUp(root.Section(Keys.CatchUp), overlap),
            PauseOnFailure = root.Boolean(Keys.PauseOnFailure) ?? false,
            Timeout = timeout,
            Notify = ReadNotification(root.Section(Keys.Notify)),
            Steps = StepsReader.Read(root, timeout),
        };
    }

    private static CatchUpPolicy ReadCatchUp(DefinitionSection? section, OverlapPolicy overlap)
    {
        var defaults = new CatchUpPolicy();
        if (section is null)
            return defaults;

        section.AllowOnly(Keys.OfCatchUp);
        var runs = section.Choice<CatchUpRuns>(Keys.Runs) ?? defaults.Runs;
        if (runs == CatchUpRuns.Latest && section.Has(Keys.Most))
            section.Violate(Keys.Most, "has a meaning with runs 'all' only; 'latest' is one run.");
        if (runs == CatchUpRuns.All && overlap == OverlapPolicy.CancelOther)
            section.Violate(Keys.Runs, "is 'all', of which overlap 'cancel_other' would let each cancel the one before; use 'latest', or another overlap.");
        return new CatchUpPolicy
        {
            Window = section.Duration(Keys.Window, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)) ?? defaults.Window,
            Runs = runs,
            Most = section.Integer(Keys.Most, 1, 100) ?? defaults.Most,
        };
    }

    private static PipelineNotification? ReadNotification(DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfNotify);
        var url = section.RequiredText(Keys.Url);
        if (url is not null && !StepReader.IsWebAddress(url))
            section.Violate(Keys.Url, "is not an absolute http or https URL without a user name.");
        var secret = section.RequiredText(Keys.Secret);
        if (secret is not null && (SecretReference.NamesIn(secret) is not [var name] || secret != $"${{secret:{name}}}"))
            section.Violate(Keys.Secret, "is not a reference to a secret; write ${secret:NAME} with NAME of A-Z, 0-9 and _.");
        var events = new List<PipelineEvent>();
        foreach (var text in section.Texts(Keys.Events) ?? EnumText.Names<PipelineEvent>())
        {
            if (!EnumText.TryParse<PipelineEvent>(text, out var known))
                section.Violate(Keys.Events, $"holds '{text}'; allowed are {string.Join(", ", EnumText.Names<PipelineEvent>())}.");
            else if (events.Contains(known))
                section.Violate(Keys.Events, $"holds '{text}' more than once.");
            else
                events.Add(known);
        }

        return url is not null && secret is not null && StepReader.IsWebAddress(url) ? new PipelineNotification(new Uri(url), secret, events) : null;
    }
}
