namespace Orleans.Runtime;

/// <summary>The stages through which an activation starts.</summary>
public static class GrainLifecycleStage
{
    public const int First = int.MinValue;
    public const int SetupState = 1000;
    public const int Activate = SetupState + 1000;
    public const int Last = int.MaxValue;
}
