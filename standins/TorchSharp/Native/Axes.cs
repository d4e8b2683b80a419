namespace TorchSharp.Native;

/// <summary>Lists of dimensions from the forms that the API takes them in.</summary>
internal static class Axes
{
    public static long[] Of(long axis) => [axis];

    public static long[] Of((long, long) axes) => [axes.Item1, axes.Item2];

    public static long[] Of((long, long, long) axes) => [axes.Item1, axes.Item2, axes.Item3];

    /// <summary>The first dimensions, in order.</summary>
    public static long[] First(long count) => Range(0, count);

    /// <summary>The last dimensions, in order.</summary>
    public static long[] Last(long rank, long count) => Range(rank - count, count);

    private static long[] Range(long start, long count)
    {
        var axes = new long[count];
        for (var index = 0; index < count; index++)
            axes[index] = start + index;
        return axes;
    }
}
