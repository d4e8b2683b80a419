namespace Orleans.Runtime.Messaging;

/// <summary>A grain context that runs requests as turns.</summary>
internal interface IRequestRunner
{
    /// <summary>Runs a request that has been admitted; called inside a turn.</summary>
    void RunRequest(Message message);
}
