using System.Diagnostics;
using Orleans.CodeGeneration;
using Orleans.Runtime.Scheduling;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// A call or its response. On the caller's side the request also is the record of the call that waits, so that a local call needs
/// no other object; on the callee's side it is the turn that runs the method.
/// </summary>
internal sealed class Message : WorkItem
{
    /// <summary>The value of <see cref="Deadline"/> of a message that never expires.</summary>
    public const long NoDeadline = long.MaxValue;

    /// <summary>The correlation id: unique among the waiting calls of the sender.</summary>
    public long Id;

    /// <summary>What the message is.</summary>
    public MessageDirection Direction;

    /// <summary>What a response reports.</summary>
    public ResponseKind ResponseKind;

    /// <summary>How the method may interleave.</summary>
    public InvokeMethodOptions Options;

    /// <summary>How often the message was sent on because it found no activation.</summary>
    public byte ForwardCount;

    /// <summary>Whether placement or the directory chose <see cref="TargetSilo"/> for this message, so that the silo may activate the grain.</summary>
    public bool IsPlaced;

    /// <summary>Whether the message goes between parts of the runtime, which are served before the silo is active and while it stops.</summary>
    public bool IsSystem;

    /// <summary>The version of the interface that the caller was compiled with.</summary>
    public ushort InterfaceVersion;

    /// <summary>The interface of the called method.</summary>
    public GrainInterfaceType InterfaceType;

    /// <summary>The grain, client or system target that is called.</summary>
    public GrainId TargetGrain;

    /// <summary>The silo that hosts the target, once it is known.</summary>
    public SiloAddress? TargetSilo;

    /// <summary>The caller.</summary>
    public GrainId SendingGrain;

    /// <summary>The silo of the caller; for external clients the gateway fills it in.</summary>
    public SiloAddress? SendingSilo;

    /// <summary>When the caller gives up, in milliseconds of <see cref="Environment.TickCount64"/> of this process.</summary>
    public long Deadline = NoDeadline;

    /// <summary>The request context that travels with the call.</summary>
    public Dictionary<string, object>? RequestContextData;

    /// <summary>The call chain that may come back into grains it passed through; empty if none may.</summary>
    public Guid CallChainId;

    /// <summary>The silo whose address of the target turned out to be stale, told back to the caller in a response.</summary>
    public SiloAddress? StaleSilo;

    /// <summary>An <see cref="IInvokable"/>, a <see cref="Response"/>, a <see cref="Rejection"/> or a text.</summary>
    public object? Body;

    /// <summary>The body as it was received, until somebody in this process needs it; valid while the receive loop handles the message.</summary>
    public ReadOnlyMemory<byte> SerializedBody;

    /// <summary>On the caller's side: who waits for the response.</summary>
    public IResponseCompletionSource? Completion;

    /// <summary>On the caller's side: the latest status that the callee has sent.</summary>
    public string? Status;

    /// <summary>On the caller's side: how long the caller waits, in milliseconds.</summary>
    public long Timeout;

    /// <summary>On the caller's side: the registration that forwards a cancellation.</summary>
    public CancellationTokenRegistration Cancellation;

    /// <summary>When the call was made on the caller's side, or when the request arrived on the callee's side, in stopwatch ticks.</summary>
    public long Timestamp;

    /// <summary>On the callee's side: the neighbours in the list of waiting or running requests of the activation.</summary>
    public Message? Next;

    /// <summary>On the callee's side: see <see cref="Next"/>.</summary>
    public Message? Previous;

    /// <summary>On the callee's side: the connection of the external client that sent the request.</summary>
    public IMessageSource? Source;

    /// <summary>Gets whether caller and callee are in the same process, so that this object serves both.</summary>
    public bool IsLocal => Completion is not null;

    /// <summary>Gets the called method.</summary>
    public IInvokable Request => (IInvokable)Body!;

    /// <summary>Gets whether the method may run beside any other.</summary>
    public bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <summary>Gets whether the method may run beside other read-only methods.</summary>
    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    /// <summary>Gets whether the request keeps the activation from being idle; ticks of most timers do not.</summary>
    public bool CountsAsActivity { get; init; } = true;

    /// <summary>Gets whether nobody waits for the response any more.</summary>
    public bool IsExpired => Deadline != NoDeadline && Environment.TickCount64 > Deadline;

    /// <summary>Gets how long the message has been on its way or waiting in this process.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(Timestamp);

    /// <inheritdoc/>
    public override string ToString()
    {
        var what = Direction == MessageDirection.Response ? $"{ResponseKind} response" : Direction == MessageDirection.OneWay ? "one-way request" : "request";
        return $"{what} {Id} from {SendingSilo}/{SendingGrain} to {TargetSilo}/{TargetGrain}: {Body}";
    }

    /// <inheritdoc/>
    protected internal override void Execute(IGrainContext context) => ((IRequestRunner)context).RunRequest(this);
}
