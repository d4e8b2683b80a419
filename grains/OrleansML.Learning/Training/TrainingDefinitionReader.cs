using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;
using Keys = OrleansML.Learning.Training.TrainingKeys;

namespace OrleansML.Learning.Training;

/// <summary>Reads training definitions from YAML and reports every violation at once, each with its line.</summary>
public sealed class TrainingDefinitionReader
{
    private const int MostLayers = 16;
    private const int WidestLayer = 8_192;
    private const int MostSegments = 16;
    private const int MostClasses = 1_000;

    private readonly DefinitionDocument _document = new();

    private TrainingDefinitionReader()
    {
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static TrainingDefinition Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new TrainingDefinitionReader();
        var definition = reader._document.Parse(yaml) is { } root ? ReadRoot(root) : null;
        reader._document.ThrowIfInvalid("training definition");
        return definition!;
    }

    private static TrainingDefinition ReadRoot(DefinitionSection root)
    {
        root.AllowOnly(Keys.Top);
        var task = root.RequiredChoice<EvaluationTask>(Keys.Task) ?? EvaluationTask.Regression;
        var network = ReadNetwork(root.Section(Keys.Network));
        var start = ReadStart(root.Section(Keys.Start));
        if (root.Has(Keys.Network) == root.Has(Keys.Start))
            root.Violate(Keys.Network, $"or '{Keys.Start}' is needed, and one of them only: a network is made, or a model is trained on.");
        var data = ReadData(Required(root, Keys.Data, "say where the rows come from"), task);
        var split = ReadSplit(Required(root, Keys.Split, "say which rows are for validation and test"));
        if (split.Kind == SplitKind.Time && data.Time is null)
            root.Section(Keys.Data)?.Violate(Keys.Time, "is missing; a split by time needs the column of when a row happened.");
        var inputs = ReadInputs(Required(root, Keys.Inputs, "say which columns the model sees"));
        foreach (var column in inputs.Numeric.Concat(inputs.Categorical).Where(column => column == data.Label))
            root.Violate(Keys.Inputs, $"names '{column}', which is the label.");
        return new TrainingDefinition
        {
            Model = root.RequiredText(Keys.Model) ?? "",
            Task = task,
            Data = data,
            Split = split,
            Inputs = inputs,
            Network = network,
            Start = start,
            Optimizer = ReadOptimizer(root.Section(Keys.Optimizer)),
            Plan = ReadPlan(root.Section(Keys.Plan)),
            Gate = ReadGate(root.Section(Keys.Gate), task),
        };
    }

    private static DefinitionSection? Required(DefinitionSection root, string key, string why)
    {
        if (!root.Has(key))
            root.Violate(key, $"is missing; {why}.");
        return root.Section(key);
    }

    private static TrainingData ReadData(DefinitionSection? section, EvaluationTask task)
    {
        if (section is null)
            return new TrainingData { Path = "", Format = default, Label = "", Classes = [], Segments = [] };

        section.AllowOnly(Keys.OfData);
        var classes = section.Texts(Keys.Classes) ?? [];
        if (task == EvaluationTask.Regression && section.Has(Keys.Classes))
            section.Violate(Keys.Classes, "has no meaning with task 'regression'; remove it.");
        else if (task == EvaluationTask.BinaryClassification && classes.Length != 2)
            section.Violate(Keys.Classes, $"has {classes.Length} classes; task 'binary_classification' has two, the second the one whose probability is predicted, such as [\"No\", \"Yes\"].");
        else if (task == EvaluationTask.MulticlassClassification && classes.Length is < 3 or > MostClasses)
            section.Violate(Keys.Classes, $"has {classes.Length} classes; 3 to {MostClasses} are allowed.");
        if (classes.Distinct(StringComparer.Ordinal).Count() < classes.Length)
            section.Violate(Keys.Classes, "names a class more than once.");
        var segments = section.Texts(Keys.Segments) ?? [];
        if (segments.Length > MostSegments)
            section.Violate(Keys.Segments, $"names {segments.Length} columns; {MostSegments} are allowed.");
        return new TrainingData
        {
            Path = section.RequiredText(Keys.Path) ?? "",
            Format = section.RequiredChoice<TrainingFormat>(Keys.Format) ?? default,
            Where = section.Text(Keys.Where),
            Label = section.RequiredText(Keys.Label) ?? "",
            Classes = classes,
            Weight = section.Text(Keys.Weight),
            BalanceClasses = section.Boolean(Keys.BalanceClasses) ?? false,
            Segments = segments,
            Time = section.Text(Keys.Time),
        };
    }

    private static TrainingSplit ReadSplit(DefinitionSection? section)
    {
        var kind = section?.RequiredChoice<SplitKind>(Keys.By) ?? SplitKind.Column;
        if (section is null)
            return new TrainingSplit { Kind = kind };

        section.AllowOnly([Keys.By, .. Keys.OfSplit(kind)]);
        return kind switch
        {
            SplitKind.Time => ReadTimeSplit(section),
            SplitKind.Hash => ReadHashSplit(section),
            _ => new TrainingSplit { Kind = kind, Column = section.RequiredText(Keys.Column) },
        };
    }

    private static TrainingSplit ReadTimeSplit(DefinitionSection section)
    {
        var validation = Time(section, Keys.Validation, required: true);
        var test = Time(section, Keys.Test, required: true);
        var until = Time(section, Keys.Until, required: false);
        if (validation >= test)
            section.Violate(Keys.Test, "must be later than 'validation'.");
        if (test >= until)
            section.Violate(Keys.Until, "must be later than 'test'.");
        return new TrainingSplit { Kind = SplitKind.Time, ValidationFrom = validation ?? default, TestFrom = test ?? default, Until = until };
    }

    private static DateTimeOffset? Time(DefinitionSection section, string key, bool required)
    {
        if ((required ? section.RequiredText(key) : section.Text(key)) is not { } text)
            return null;
        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        section.Violate(key, $"is '{text}'; a day such as 2019-07-01, or a time such as 2019-07-01T12:00:00Z, is allowed.");
        return null;
    }

    private static TrainingSplit ReadHashSplit(DefinitionSection section)
    {
        var key = section.Texts(Keys.Key) ?? [];
        if (key.Length == 0)
            section.Violate(Keys.Key, "is missing; name the columns whose values decide, such as [customer_id].");
        var validation = Within(section, Keys.Validation, 0, 1, open: true) ?? 0.1;
        var test = Within(section, Keys.Test, 0, 1, open: true) ?? 0.2;
        if (validation + test >= 1)
            section.Violate(Keys.Test, FormattableString.Invariant($"and '{Keys.Validation}' are {validation + test} together; rows to learn from must be left."));
        return new TrainingSplit { Kind = SplitKind.Hash, Key = key, ValidationShare = validation, TestShare = test };
    }

    private static TrainingInputs ReadInputs(DefinitionSection? section)
    {
        if (section is null)
            return new TrainingInputs { Numeric = [], Categorical = [] };

        section.AllowOnly(Keys.OfInputs);
        var numeric = section.Texts(Keys.Numeric) ?? [];
        var categorical = section.Texts(Keys.Categorical) ?? [];
        if (numeric.Length + categorical.Length == 0)
            section.Violate($"names no column; list columns under '{Keys.Numeric}' or '{Keys.Categorical}'.");
        foreach (var twice in numeric.Concat(categorical).GroupBy(static column => column, StringComparer.Ordinal).Where(static group => group.Count() > 1))
            section.Violate($"names the column '{twice.Key}' more than once.");
        return new TrainingInputs { Numeric = numeric, Categorical = categorical, MaximumCategories = section.Integer(Keys.MaximumCategories, 2, 1_000) ?? 50 };
    }

    private static NetworkDefinition? ReadNetwork(DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfNetwork);
        var kind = section.RequiredChoice<NetworkKind>(Keys.Kind) ?? NetworkKind.Mlp;
        var hidden = section.Numbers(Keys.Hidden) ?? [];
        if (hidden.Length > MostLayers)
            section.Violate(Keys.Hidden, $"has {hidden.Length} layers; {MostLayers} are allowed.");
        foreach (var width in hidden.Where(static width => !(width is >= 1 and <= WidestLayer) || width != Math.Floor(width)))
            section.Violate(Keys.Hidden, FormattableString.Invariant($"has a layer of {width}; 1 to {WidestLayer} are allowed."));
        if (kind == NetworkKind.WideAndDeep && !section.Has(Keys.Hidden))
            section.Violate(Keys.Hidden, "is missing; the deep half needs at least one layer, such as [64, 32].");
        return new NetworkDefinition
        {
            Kind = kind,
            Hidden = [.. hidden.Select(static width => (int)width)],
            Activation = section.Choice<NetworkActivation>(Keys.Activation) ?? NetworkActivation.Relu,
            Dropout = Within(section, Keys.Dropout, 0, 0.95) ?? 0,
        };
    }

    private static StartingModel? ReadStart(DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfStart);
        return new StartingModel(section.Text(Keys.Path), section.Texts(Keys.Frozen) ?? []);
    }

    private static OptimizerDefinition ReadOptimizer(DefinitionSection? section)
    {
        var defaults = new OptimizerDefinition();
        if (section is null)
            return defaults;

        section.AllowOnly(Keys.OfOptimizer);
        var kind = section.Choice<OptimizerKind>(Keys.Kind) ?? defaults.Kind;
        if (kind != OptimizerKind.Sgd && section.Has(Keys.Momentum))
            section.Violate(Keys.Momentum, $"has a meaning with kind 'sgd' only; {EnumText.Of(kind)} has its own.");
        return new OptimizerDefinition
        {
            Kind = kind,
            LearningRate = Within(section, Keys.LearningRate, 0, 10, open: true) ?? defaults.LearningRate,
            WeightDecay = Within(section, Keys.WeightDecay, 0, 1) ?? defaults.WeightDecay,
            Momentum = Within(section, Keys.Momentum, 0, 0.9999) ?? defaults.Momentum,
            ClipNorm = Within(section, Keys.ClipNorm, 0, 1e9, open: true),
            Schedule = section.Choice<LearningRateSchedule>(Keys.Schedule) ?? defaults.Schedule,
            WarmUpSteps = section.Integer(Keys.WarmUpSteps, 0, 1_000_000) ?? defaults.WarmUpSteps,
        };
    }

    private static TrainingPlan ReadPlan(DefinitionSection? section)
    {
        var defaults = new TrainingPlan();
        if (section is null)
            return defaults;

        section.AllowOnly(Keys.OfPlan);
        var shards = section.Integer(Keys.Shards, 1, 256) ?? defaults.Shards;
        var minimum = section.Integer(Keys.MinimumWorkers, 1, 256) ?? defaults.MinimumWorkers;
        var maximum = section.Integer(Keys.MaximumWorkers, 1, 256) ?? shards;
        if (maximum > shards)
            section.Violate(Keys.MaximumWorkers, $"is {maximum}; a step has {shards} shards, and more workers have nothing to do.");
        if (minimum > maximum)
            section.Violate(Keys.MinimumWorkers, $"is {minimum}; at most {maximum} workers take part.");
        var batch = section.Integer(Keys.BatchRows, 1, 1 << 20) ?? defaults.BatchRows;
        if (batch < shards)
            section.Violate(Keys.BatchRows, $"is {batch}; each of the {shards} shards needs a row.");
        return new TrainingPlan
        {
            Epochs = section.Integer(Keys.Epochs, 1, 10_000) ?? defaults.Epochs,
            BatchRows = batch,
            Shards = shards,
            Seed = section.Integer(Keys.Seed, 0, int.MaxValue) ?? defaults.Seed,
            Patience = section.Integer(Keys.Patience, 1, 10_000),
            MinimumWorkers = minimum,
            MaximumWorkers = maximum,
            CheckpointSteps = section.Integer(Keys.CheckpointSteps, 1, 1_000_000) ?? defaults.CheckpointSteps,
            Pool = section.Text(Keys.Pool) ?? defaults.Pool,
        };
    }

    private static GatePolicy ReadGate(DefinitionSection? section, EvaluationTask task)
    {
        var defaults = new GatePolicy();
        if (section is null)
            return defaults;

        section.AllowOnly(Keys.OfGate);
        var metric = section.Text(Keys.Metric);
        if (metric is not null && EvaluationMetric.Of(task).All(known => known.Name != metric))
            section.Violate(Keys.Metric, $"is '{metric}'; allowed with this task are {string.Join(", ", EvaluationMetric.Of(task).Select(static known => known.Name))}.");
        return new GatePolicy
        {
            Metric = metric,
            Margin = Within(section, Keys.Margin, 0, 1) ?? defaults.Margin,
            SegmentMargin = Within(section, Keys.SegmentMargin, 0, 1) ?? defaults.SegmentMargin,
            SmallestSegment = section.Integer(Keys.SmallestSegment, 10, int.MaxValue) ?? defaults.SmallestSegment,
            Confidence = Within(section, Keys.Confidence, 0.5, 0.999) ?? defaults.Confidence,
            Resamples = section.Integer(Keys.Resamples, 100, 100_000) ?? defaults.Resamples,
            Seed = defaults.Seed,
            LatencyRatio = section.Has(Keys.LatencyRatio) ? ReadLatencyRatio(section) : defaults.LatencyRatio,
        };
    }

    private static double? ReadLatencyRatio(DefinitionSection section) =>
        section.Text(Keys.LatencyRatio) == Keys.None ? null : Within(section, Keys.LatencyRatio, 1, 100);

    private static double? Within(DefinitionSection section, string key, double minimum, double maximum, bool open = false)
    {
        if (section.Number(key) is not { } value)
            return null;
        if (value >= minimum && value <= maximum && !(open && (value == minimum || value == maximum)))
            return value;

        section.Violate(key, FormattableString.Invariant($"is {value}; {(open ? "above" : "from")} {minimum} {(open ? "and below" : "to")} {maximum} is allowed."));
        return null;
    }
}
