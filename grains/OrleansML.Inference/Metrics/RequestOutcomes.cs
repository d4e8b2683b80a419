using OrleansML.Learning.Definitions;

namespace OrleansML.Inference;

/// <summary>What can become of a request, numbered for counting.</summary>
internal static class RequestOutcomes
{
    public const int Answered = 0;
    public const int Cancelled = 1;

    private const int FirstError = 2;

    /// <summary>Their names as labels: <c>ok</c>, <c>cancelled</c>, or the code of the failure, such as <c>queue_full</c>.</summary>
    public static readonly string[] Names = CreateNames();

    /// <summary>Whether the platform owed an answer: the caller neither spoiled the request nor gave it up. The same failures that HTTP calls 5xx.</summary>
    public static readonly bool[] IsFault = Array.ConvertAll(Enumerable.Range(0, Names.Length).ToArray(), IsFaultOf);

    public static int Of(Exception exception) => exception switch
    {
        OperationCanceledException => Cancelled,
        OrleansMLException { Code: var code } when FirstError + (int)code < Names.Length => FirstError + (int)code,
        _ => FirstError + (int)ErrorCode.Internal,
    };

    public static int Of(ErrorCode code) => FirstError + (int)code;

    private static string[] CreateNames()
    {
        var codes = Enum.GetValues<ErrorCode>();
        var names = new string[FirstError + (int)codes.Max() + 1];
        names[Answered] = "ok";
        names[Cancelled] = "cancelled";
        foreach (var code in codes)
            names[Of(code)] = EnumText.Of(code);
        return names;
    }

    private static bool IsFaultOf(int outcome) => outcome >= FirstError && (ErrorCode)(outcome - FirstError)
        is ErrorCode.Internal or ErrorCode.ModelLoading or ErrorCode.QueueFull or ErrorCode.DeadlineExceeded or ErrorCode.NoMatchingPool
            or ErrorCode.OverMemoryBudget or ErrorCode.StorageUnavailable or ErrorCode.Unavailable or ErrorCode.FeatureUnavailable;
}
