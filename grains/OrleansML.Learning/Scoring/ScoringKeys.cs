namespace OrleansML.Learning.Scoring;

/// <summary>The keys of scoring definitions.</summary>
internal static class ScoringKeys
{
    public const string Model = "model";
    public const string Version = "version";
    public const string Alias = "alias";
    public const string Input = "input";
    public const string Key = "key";
    public const string Include = "include";
    public const string Inputs = "inputs";
    public const string Output = "output";
    public const string Columns = "columns";
    public const string DeadLetters = "dead_letters";
    public const string Workers = "workers";
    public const string LeaseRows = "lease_rows";
    public const string BatchRows = "batch_rows";

    public const string Path = "path";
    public const string Format = "format";
    public const string Postgresql = "postgresql";
    public const string Connection = "connection";
    public const string Query = "query";
    public const string Table = "table";
    public const string Mode = "mode";
    public const string View = "view";
    public const string Name = "name";
    public const string Source = "source";
    public const string Names = "names";
    public const string Most = "most";
    public const string Least = "least";
    public const string Share = "share";

    public static readonly string[] Top = [Model, Version, Alias, Input, Key, Include, Inputs, Output, Columns, DeadLetters, Workers, LeaseRows, BatchRows];
    public static readonly string[] KindsOfInput = [Path, Postgresql, View];
    public static readonly string[] KindsOfOutput = [Path, Postgresql, View];
}
