namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? s_current;

    public static IGrainContext? Current => s_current;

    public static void SetExecutionContext(IGrainContext? newContext, out IGrainContext? existingContext)
    {
        existingContext = s_current;
        s_current = newContext;
    }

    public static void ResetExecutionContext(IGrainContext? originalContext) => s_current = originalContext;
}
