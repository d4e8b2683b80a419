namespace OrleansML.Conformance.Observers;

public interface IProgressGrain : IGrainWithStringKey
{
    Task Subscribe(IProgressObserver observer);

    Task Unsubscribe(IProgressObserver observer);

    /// <summary>Reports to every observer and returns how many are subscribed afterwards.</summary>
    Task<int> Report(int step);

    /// <summary>Reports as <see cref="Report"/> does but gives each observer half a second.</summary>
    Task<int> ReportBriefly(int step);

    Task Tell(string text);

    /// <summary>Reports only to <paramref name="observer"/>.</summary>
    Task ReportOnlyTo(IProgressObserver observer, int step);

    Task<int> AskDirectly(IProgressObserver observer, int number);

    /// <summary>Moves the clock of the subscriptions forward; they expire after one minute.</summary>
    Task AdvanceClock(TimeSpan time);

    /// <summary>Forgets expired observers and returns how many remain.</summary>
    Task<int> ClearExpired();
}
