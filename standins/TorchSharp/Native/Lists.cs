namespace TorchSharp.Native;

/// <summary>Lists as arguments, where operators have defaults of their own.</summary>
internal static class Lists
{
    public static Value OrDefault(long[]? list) => list ?? Value.Default;

    public static Value OrDefault(long? single) => single is { } one ? new[] { one } : Value.Default;

    public static Value OrDefault((long, long)? pair) => pair is { } two ? Axes.Of(two) : Value.Default;

    /// <summary>One length for each of a number of dimensions.</summary>
    public static long[] Same(long length, int count)
    {
        var list = new long[count];
        Array.Fill(list, length);
        return list;
    }
}
