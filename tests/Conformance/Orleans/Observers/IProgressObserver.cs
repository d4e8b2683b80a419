namespace OrleansML.Conformance.Observers;

public interface IProgressObserver : IGrainObserver
{
    Task Report(int step);

    /// <summary>Reports as <see cref="Report"/> does, to observers that must answer within half a second.</summary>
    [ResponseTimeout("00:00:00.500")]
    Task ReportBriefly(int step);

    /// <summary>A notification whose outcome nobody waits for.</summary>
    void Tell(string text);

    Task<int> Ask(int number);
}
