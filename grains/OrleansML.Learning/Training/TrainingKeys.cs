namespace OrleansML.Learning.Training;

/// <summary>The keys of training definitions.</summary>
internal static class TrainingKeys
{
    public const string Model = "model";
    public const string Task = "task";
    public const string Data = "data";
    public const string Split = "split";
    public const string Inputs = "inputs";
    public const string Network = "network";
    public const string Start = "start";
    public const string Optimizer = "optimizer";
    public const string Plan = "plan";
    public const string Gate = "gate";

    public const string Path = "path";
    public const string Format = "format";
    public const string Where = "where";
    public const string Label = "label";
    public const string Classes = "classes";
    public const string Weight = "weight";
    public const string BalanceClasses = "balance_classes";
    public const string Segments = "segments";
    public const string Time = "time";

    public const string By = "by";
    public const string Key = "key";
    public const string Column = "column";
    public const string Validation = "validation";
    public const string Test = "test";
    public const string Until = "until";

    public const string Numeric = "numeric";
    public const string Categorical = "categorical";
    public const string MaximumCategories = "maximum_categories";

    public const string Kind = "kind";
    public const string Hidden = "hidden";
    public const string Activation = "activation";
    public const string Dropout = "dropout";
    public const string Frozen = "frozen";

    public const string LearningRate = "learning_rate";
    public const string WeightDecay = "weight_decay";
    public const string Momentum = "momentum";
    public const string ClipNorm = "clip_norm";
    public const string Schedule = "schedule";
    public const string WarmUpSteps = "warm_up_steps";

    public const string Epochs = "epochs";
    public const string BatchRows = "batch_rows";
    public const string Shards = "shards";
    public const string Seed = "seed";
    public const string Patience = "patience";
    public const string MinimumWorkers = "minimum_workers";
    public const string MaximumWorkers = "maximum_workers";
    public const string CheckpointSteps = "checkpoint_steps";
    public const string Pool = "pool";

    public const string Metric = "metric";
    public const string Margin = "margin";
    public const string SegmentMargin = "segment_margin";
    public const string SmallestSegment = "smallest_segment";
    public const string Confidence = "confidence";
    public const string Resamples = "resamples";
    public const string LatencyRatio = "latency_ratio";
    public const string None = "none";

    public static readonly string[] Top = [Model, Task, Data, Split, Inputs, Network, Start, Optimizer, Plan, Gate];
    public static readonly string[] OfData = [Path, Format, Where, Label, Classes, Weight, BalanceClasses, Segments, Time];
    public static readonly string[] OfInputs = [Numeric, Categorical, MaximumCategories];
    public static readonly string[] OfNetwork = [Kind, Hidden, Activation, Dropout];
    public static readonly string[] OfStart = [Path, Frozen];
    public static readonly string[] OfOptimizer = [Kind, LearningRate, WeightDecay, Momentum, ClipNorm, Schedule, WarmUpSteps];
    public static readonly string[] OfPlan = [Epochs, BatchRows, Shards, Seed, Patience, MinimumWorkers, MaximumWorkers, CheckpointSteps, Pool];
    public static readonly string[] OfGate = [Metric, Margin, SegmentMargin, SmallestSegment, Confidence, Resamples, LatencyRatio];

    public static string[] OfSplit(SplitKind kind) => kind switch
    {
        SplitKind.Time => [Validation, Test, Until],
        SplitKind.Hash => [Key, Validation, Test],
        _ => [Column],
    };
}
