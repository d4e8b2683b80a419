namespace Orleans.Runtime.Messaging;

/// <summary>Why a request was not delivered, and with it which exception the caller sees.</summary>
internal enum RejectionKind : byte
{
    /// <summary>A passing failure of routing: <see cref="OrleansMessageRejectionException"/>.</summary>
    Transient = 0,

    /// <summary>A failure that will not pass: <see cref="OrleansMessageRejectionException"/>.</summary>
    Unrecoverable = 1,

    /// <summary>The target silo is gone: <see cref="SiloUnavailableException"/>.</summary>
    SiloUnavailable = 2,

    /// <summary>The gateway is overloaded: <see cref="GatewayTooBusyException"/>.</summary>
    GatewayTooBusy = 3,

    /// <summary>The queue of the target is full: <see cref="LimitExceededException"/>.</summary>
    LimitExceeded = 4,

    /// <summary>The carried exception is thrown as it is, for example by placement or activation.</summary>
    Exception = 5,
}
