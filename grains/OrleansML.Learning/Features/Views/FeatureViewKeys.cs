namespace OrleansML.Learning.Features;

/// <summary>Keys of a view's YAML.</summary>
internal static class FeatureViewKeys
{
    public const string Name = "name";
    public const string Summary = "summary";
    public const string Entity = "entity";
    public const string Sources = "sources";
    public const string Request = "request";
    public const string Windows = "windows";
    public const string Derived = "derived";
    public const string Fallback = "fallback";
    public const string Durability = "durability";
    public const string Lateness = "lateness";

    public const string Kind = "kind";
    public const string Mode = "mode";
    public const string Timeout = "timeout";
    public const string Interval = "interval";
    public const string EventTime = "event_time";
    public const string CreatedTime = "created_time";
    public const string EventId = "event_id";
    public const string Headers = "headers";
    public const string Fields = "fields";

    public const string Type = "type";
    public const string Column = "column";
    public const string Unit = "unit";
    public const string Minimum = "minimum";
    public const string Maximum = "maximum";
    public const string Categories = "categories";
    public const string Default = "default";
    public const string TimeToLive = "ttl";
    public const string Privacy = "privacy";

    public const string Field = "field";
    public const string Aggregate = "aggregate";
    public const string Length = "length";
    public const string Hop = "hop";
    public const string Precision = "precision";

    public const string Expression = "expression";
    public const string MaximumStale = "maximum_stale";
    public const string Otherwise = "otherwise";
    public const string Bound = "bound";

    public static readonly string[] Top = [Name, Summary, Entity, Sources, Request, Windows, Derived, Fallback, Durability, Lateness];
    public static readonly string[] OfSource = [Kind, Mode, Timeout, Interval, EventTime, CreatedTime, EventId, Fields];
    public static readonly string[] OfField = [Type, Column, Unit, Minimum, Maximum, Categories, Default, TimeToLive, Privacy];
    public static readonly string[] OfWindow = [Field, Aggregate, Length, Hop, Precision, Privacy];
    public static readonly string[] OfDerived = [Expression, Privacy];
    public static readonly string[] OfFallback = [MaximumStale, Otherwise];
    public static readonly string[] OfDurability = [Mode, Bound];
}
