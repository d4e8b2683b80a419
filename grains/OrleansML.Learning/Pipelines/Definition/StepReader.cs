using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Scoring;
using OrleansML.Learning.Training;
using Keys = OrleansML.Learning.Pipelines.PipelineKeys;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads one step of a pipeline.</summary>
internal static class StepReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromHours(6);
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static PipelineStep? Read(string name, DefinitionSection section, IReadOnlyList<string> after, TemplateReader texts, TimeSpan runTimeout)
    {
        if (section.RequiredChoice<StepKind>(Keys.Kind) is not { } kind)
            return null;

        section.AllowOnly(Keys.OfStep(kind));
        var timeout = section.Duration(Keys.Timeout, Second, runTimeout) ?? (runTimeout < DefaultTimeout ? runTimeout : DefaultTimeout);
        var retries = ReadRetries(section.Section(Keys.Retries), kind);
        return ReadWork(kind, section, texts) is { } work
            ? new PipelineStep { Name = name, After = after, Timeout = timeout, Retries = retries, Work = work }
            : null;
    }

    /// <summary>Whether a text is an absolute http or https URL without a user name.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    private static StepRetries ReadRetries(DefinitionSection? section, StepKind kind)
    {
        var defaults = new StepRetries();
        if (kind is StepKind.Sql or StepKind.Http or StepKind.Process)
            defaults = defaults with { Most = 0 };
        if (section is null)
            return defaults;

        section.AllowOnly(Keys.OfRetries);
        if (!section.Has(Keys.Most) && defaults.Most == 0)
            section.Violate(Keys.Most, $"is missing; a step of kind '{EnumText.Of(kind)}' is not done twice unless you say how often.");
        var first = section.Duration(Keys.First, Second, Day) ?? defaults.First;
        var longest = section.Duration(Keys.Longest, Second, Day) ?? (first > defaults.Longest ? first : defaults.Longest);
        if (longest < first)
            section.Violate(Keys.Longest, $"is {DurationText.Format(longest)}, less than '{Keys.First}', {DurationText.Format(first)}.");
        var factor = section.Number(Keys.Factor) ?? defaults.Factor;
        if (factor is < 1 or > 10)
            section.Violate(Keys.Factor, FormattableString.Invariant($"is {factor}; 1 to 10 is allowed."));
        return new StepRetries
        {
            Most = section.Integer(Keys.Most, 0, 20) ?? defaults.Most,
            First = first,
            Factor = factor,
            Longest = longest,
            On = ReadFailures(section) ?? defaults.On,
        };
    }

    private static List<StepFailureKind>? ReadFailures(DefinitionSection section)
    {
        if (section.Texts(Keys.On) is not { } texts)
            return null;

        var allowed = string.Join(", ", EnumText.Names<StepFailureKind>().Where(static name => name != EnumText.Of(StepFailureKind.User)));
        var failures = new List<StepFailureKind>();
        foreach (var text in texts)
        {
            if (!EnumText.TryParse<StepFailureKind>(text, out var failure))
                section.Violate(Keys.On, $"holds '{text}'; allowed are {allowed}.");
            else if (failure == StepFailureKind.User)
                section.Violate(Keys.On, $"holds 'user'; what is wrong stays wrong, and is never tried again. Allowed are {allowed}.");
            else if (failures.Contains(failure))
                section.Violate(Keys.On, $"holds '{text}' more than once.");
            else
                failures.Add(failure);
        }

        return failures;
    }

    private static StepWork? ReadWork(StepKind kind, DefinitionSection section, TemplateReader texts) => kind switch
    {
        StepKind.TrainingSet => ReadTrainingSet(section, texts),
        StepKind.LabelledPredictions => ReadLabelledPredictions(section, texts),
        StepKind.Train => ReadDocument(section, texts, "training", TrainingDefinitionReader.Read) is { } document ? new TrainStep(document) : null,
        StepKind.Score => ReadDocument(section, texts, "scoring", ScoringDefinitionReader.Read) is { } document ? new ScoreStep(document) : null,
        StepKind.Gate => texts.Required(Keys.Run) is { } run ? new GateStep(run) : null,
        StepKind.Deploy => ReadDeploy(section, texts),
        StepKind.Sql => ReadSql(section, texts),
        StepKind.Http => ReadHttp(section, texts),
        _ => ReadProcess(section, texts),
    };

    private static TrainingSetStep? ReadTrainingSet(DefinitionSection section, TemplateReader texts)
    {
        var views = new List<TrainingSetFeatures>();
        foreach (var (view, of) in section.NamedSections(Keys.Views))
        {
            of.AllowOnly(Keys.Features, Keys.Keys);
            var columns = new Dictionary<string, string>(StringComparer.Ordinal);
            if (of.Section(Keys.Keys) is { } keys)
            {
                foreach (var key in keys.Keys)
                    columns[key] = keys.RequiredText(key) ?? "";
            }

            views.Add(new TrainingSetFeatures(view, of.Texts(Keys.Features), columns));
        }

        if (!section.Has(Keys.Views) || (section.Section(Keys.Views) is { } all && !all.Keys.Any()))
            section.Violate(Keys.Views, "names no view; write each with its features, such as { card_activity: { features: [amount_1h] } }.");
        var spine = texts.Required(Keys.Spine);
        var time = section.RequiredText(Keys.Time);
        var output = texts.Required(Keys.Output);
        var status = section.Boolean(Keys.IncludeStatus) ?? false;
        return spine is not null && time is not null && output is not null ? new TrainingSetStep(spine, time, output, views, status) : null;
    }

    private static LabelledPredictionsStep? ReadLabelledPredictions(DefinitionSection section, TemplateReader texts)
    {
        var model = texts.Required(Keys.Model);
        var label = section.RequiredText(Keys.Label);
        var since = section.Duration(Keys.Since, Second, TimeSpan.FromDays(3_660));
        var output = texts.Required(Keys.Output);
        if (output is not null && !output.EndsWith(".parquet", StringComparison.Ordinal))
            section.Violate(Keys.Output, $"is '{output}'; a path that ends with .parquet is allowed.");
        return model is not null && label is not null && output is not null ? new LabelledPredictionsStep(model, label, since, output) : null;
    }

    private static StepDocument? ReadDocument<T>(DefinitionSection section, TemplateReader texts, string kind, Func<string, T> read)
    {
        if (section.Has(Keys.Definition) == section.Has(Keys.DefinitionFile))
        {
            section.Violate(Keys.Definition, $"or '{Keys.DefinitionFile}' is needed, and one of them only.");
            return null;
        }

        if (texts.OptionalDefinition(Keys.Definition) is { } text)
            CheckDefinition(section, text, kind, read);
        return new StepDocument(section.Text(Keys.Definition), texts.Optional(Keys.DefinitionFile));
    }

    // Read as it will be when placeholders have their values, as far as can be known now.
    private static void CheckDefinition<T>(DefinitionSection section, string text, string kind, Func<string, T> read)
    {
        try
        {
            read(TemplateText.Expand(text, static name => name.StartsWith("interval.", StringComparison.Ordinal) ? "2026-01-01T00:00:00Z" : "1"));
        }
        catch (InvalidDefinitionException exception)
        {
            foreach (var violation in exception.Violations)
                section.Violate(Keys.Definition, $"is not a {kind} definition: {violation}");
        }
    }

    private static DeployStep? ReadDeploy(DefinitionSection section, TemplateReader texts)
    {
        DeployCanary? canary = null;
        if (section.Section(Keys.Canary) is { } of)
        {
            of.AllowOnly(Keys.CanarySteps, Keys.Bake, Keys.LatencyMargin);
            var shares = of.Numbers(Keys.CanarySteps) ?? [5, 25, 50, 100];
            if (shares.Any(static share => share is < 1 or > 100 || share != Math.Floor(share)) || shares[^1] != 100 || shares.Zip(shares.Skip(1)).Any(static pair => pair.First >= pair.Second))
                of.Violate(Keys.CanarySteps, FormattableString.Invariant($"is [{string.Join(", ", shares)}]; whole percentages from 1 to 100 that rise to 100 are allowed, such as [5, 25, 50, 100]."));
            canary = new DeployCanary(
                [.. shares.Select(static share => (int)share)],
                of.Duration(Keys.Bake, Second, TimeSpan.FromDays(7)) ?? TimeSpan.FromMinutes(10),
                of.Duration(Keys.LatencyMargin, TimeSpan.Zero, TimeSpan.FromHours(1)) ?? TimeSpan.FromMilliseconds(10));
        }

        var version = texts.Required(Keys.Version);
        if (version is not null && !version.Contains('$') && !(int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
            section.Violate(Keys.Version, $"is '{version}'; a whole number from 1 on, or the output of a step is allowed.");
        return texts.Required(Keys.Model) is { } model && version is not null ? new DeployStep(model, version, canary) : null;
    }

    private static SqlStep? ReadSql(DefinitionSection section, TemplateReader texts)
    {
        var engine = section.RequiredChoice<SqlEngine>(Keys.Engine);
        if (engine == SqlEngine.Postgresql && !section.Has(Keys.Connection))
            section.Violate(Keys.Connection, "is missing; write Host=db;Username=app;Password=${secret:NAME}.");
        var connection = texts.OptionalWithSecrets(Keys.Connection);
        var statement = texts.Required(Keys.Statement);
        if (statement is not null && SqlQuotes.PlaceholderInside(statement) is { } name)
            section.Violate(Keys.Statement, $"has '${{{name}}}' inside quotes or a comment; it is bound as a parameter, so write it without quotes, such as where t < ${{{name}}}.");
        return engine is not null && statement is not null ? new SqlStep(engine.Value, connection, statement) : null;
    }

    private static HttpStep? ReadHttp(DefinitionSection section, TemplateReader texts)
    {
        var url = texts.Required(Keys.Url);
        if (url is not null && !IsWebAddress(TemplateText.Expand(url, static _ => "value")))
            section.Violate(Keys.Url, "is not an absolute http or https URL without a user name.");
        var method = section.Text(Keys.Method) ?? "POST";
        if (!Methods.Contains(method))
            section.Violate(Keys.Method, $"is '{method}'; allowed are {string.Join(", ", Methods)}.");
        var expected = section.Numbers(Keys.Expected) ?? [];
        foreach (var status in expected.Where(static status => status is < 100 or > 599 || status != Math.Floor(status)))
            section.Violate(Keys.Expected, FormattableString.Invariant($"holds {status}; status codes from 100 to 599 are allowed."));
        var headers = texts.Map(Keys.Headers);
        var body = texts.Optional(Keys.Body);
        return url is null ? null : new HttpStep(url, method, headers, body, [.. expected.Select(static status => (int)status)]);
    }

    private static ProcessStep? ReadProcess(DefinitionSection section, TemplateReader texts)
    {
        var command = section.RequiredText(Keys.Command);
        if (command?.Contains("${", StringComparison.Ordinal) == true)
            section.Violate(Keys.Command, "has a placeholder; the operator allows programs by name, so write the name.");
        var arguments = texts.Texts(Keys.Arguments);
        var environment = texts.Map(Keys.Environment);
        var folder = texts.Optional(Keys.WorkingDirectory);
        return command is null ? null : new ProcessStep(command, arguments, environment, folder);
    }
}
