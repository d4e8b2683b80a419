namespace OrleansML.Learning.Pipelines;

/// <summary>The keys of pipeline definitions.</summary>
internal static class PipelineKeys
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Triggers = "triggers";
    public const string Overlap = "overlap";
    public const string CatchUp = "catch_up";
    public const string PauseOnFailure = "pause_on_failure";
    public const string Timeout = "timeout";
    public const string Notify = "notify";
    public const string Steps = "steps";

    public const string Cron = "cron";
    public const string TimeZone = "time_zone";
    public const string Interval = "interval";
    public const string Anchor = "anchor";
    public const string NewRows = "new_rows";
    public const string Source = "source";
    public const string AtLeast = "at_least";
    public const string Poll = "poll";
    public const string Alarm = "alarm";
    public const string Model = "model";

    public const string Window = "window";
    public const string Runs = "runs";
    public const string Most = "most";

    public const string Url = "url";
    public const string Secret = "secret";
    public const string Events = "events";

    public const string Kind = "kind";
    public const string After = "after";
    public const string Retries = "retries";
    public const string First = "first";
    public const string Factor = "factor";
    public const string Longest = "longest";
    public const string On = "on";

    public const string Spine = "spine";
    public const string Time = "time";
    public const string Output = "output";
    public const string Views = "views";
    public const string Features = "features";
    public const string Keys = "keys";
    public const string IncludeStatus = "include_status";
    public const string Definition = "definition";
    public const string DefinitionFile = "definition_file";
    public const string Run = "run";
    public const string Version = "version";
    public const string Canary = "canary";
    public const string CanarySteps = "steps";
    public const string Bake = "bake";
    public const string LatencyMargin = "latency_margin";
    public const string Engine = "engine";
    public const string Connection = "connection";
    public const string Statement = "statement";
    public const string Label = "label";
    public const string Since = "since";
    public const string Method = "method";
    public const string Headers = "headers";
    public const string Body = "body";
    public const string Expected = "expected";
    public const string Command = "command";
    public const string Arguments = "arguments";
    public const string Environment = "environment";
    public const string WorkingDirectory = "working_directory";

    public static readonly string[] Top = [Name, Description, Triggers, Overlap, CatchUp, PauseOnFailure, Timeout, Notify, Steps];
    public static readonly string[] OfCatchUp = [Window, Runs, Most];
    public static readonly string[] OfNotify = [Url, Secret, Events];
    public static readonly string[] OfRetries = [Most, First, Factor, Longest, On];

    // The first names the kind of the trigger.
    public static readonly string[][] OfTriggers = [[Cron, TimeZone], [Interval, Anchor], [NewRows], [Alarm]];
    public static readonly string[] OfNewRows = [Source, AtLeast, Poll];
    public static readonly string[] OfAlarm = [Model, Name];

    private static readonly string[] OfAnyStep = [Kind, After, Timeout, Retries];

    public static string[] OfStep(StepKind kind) =>
    [
        .. OfAnyStep,
        .. kind switch
        {
            StepKind.TrainingSet => (string[])[Spine, Time, Output, Views, IncludeStatus],
            StepKind.LabelledPredictions => [Model, Label, Since, Output],
            StepKind.Train or StepKind.Score => [Definition, DefinitionFile],
            StepKind.Gate => [Run],
            StepKind.Deploy => [Model, Version, Canary],
            StepKind.Sql => [Engine, Connection, Statement],
            StepKind.Http => [Url, Method, Headers, Body, Expected],
            _ => [Command, Arguments, Environment, WorkingDirectory],
        },
    ];
}
