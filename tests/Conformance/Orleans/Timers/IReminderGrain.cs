namespace OrleansML.Conformance.Timers;

/// <summary>Reminders are written into the journal under the grain's key.</summary>
public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<string?> Find(string name);

    Task<string[]> List();

    Task Deactivate();

    Task<Guid> GetActivation();
}
