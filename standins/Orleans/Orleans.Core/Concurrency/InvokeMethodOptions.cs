namespace Orleans.CodeGeneration;

/// <summary>How a method is called and how it may interleave.</summary>
[Flags]
[GenerateSerializer]
public enum InvokeMethodOptions
{
    /// <summary>A call whose caller waits for the outcome.</summary>
    None = 0,

    /// <summary>The caller does not wait.</summary>
    OneWay = 1,

    /// <summary>The method changes nothing and may run beside others that change nothing.</summary>
    ReadOnly = 2,

    /// <summary>The method may run beside any other request.</summary>
    AlwaysInterleave = 4,

    /// <summary>The order of messages does not matter; it is never guaranteed.</summary>
    Unordered = 8,
}
