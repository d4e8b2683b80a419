namespace Orleans.Runtime.Networking;

/// <summary>What became of a frame that was given to an <see cref="OutgoingQueue"/>.</summary>
internal enum EnqueueResult
{
    /// <summary>The frame waits; somebody else is sending.</summary>
    Queued,

    /// <summary>The frame waits, and the caller has to start sending.</summary>
    QueuedAndMustSend,

    /// <summary>The queue holds as much as it may; the frame was dropped.</summary>
    Full,

    /// <summary>The connection is closed; the frame was dropped.</summary>
    Closed,
}
