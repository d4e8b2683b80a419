namespace Orleans.CodeGeneration;

/// <summary>How a method is called and how it may interleave.</summary>
[Flags]
[GenerateSerializer]
public enum InvokeMethodOptions
{
    None = 0,
    OneWay = 1,
    ReadOnly = 2,
    AlwaysInterleave = 4,
    Unordered = 8,
}
