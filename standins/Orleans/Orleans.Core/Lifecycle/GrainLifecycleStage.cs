namespace Orleans.Runtime;

/// <summary>The stages through which an activation starts.</summary>
public static class GrainLifecycleStage
{
    /// <summary>Before all other stages.</summary>
    public const int First = int.MinValue;

    /// <summary>Stored state is read.</summary>
    public const int SetupState = 1000;

    /// <summary>For what needs the stored state, which is there by now.</summary>
    public const int Activate = SetupState + 1000;

    /// <summary>After all other stages.</summary>
    public const int Last = int.MaxValue;
}
