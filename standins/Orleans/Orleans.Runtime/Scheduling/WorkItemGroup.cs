using System.Diagnostics;

namespace Orleans.Runtime.Scheduling;

/// <summary>
/// The task scheduler of one activation: runs its turns one at a time on the shared thread pool.
/// </summary>
/// <remarks>
/// A turn is a task (the continuation of an await) or a <see cref="WorkItem"/>. It runs with this scheduler as
/// <see cref="TaskScheduler.Current"/> and with the owner as current grain context, so that every await returns here.
/// </remarks>
internal sealed class WorkItemGroup(IGrainContext owner, SchedulingMonitor monitor) : TaskScheduler, IWorkItemScheduler, IThreadPoolWorkItem
{
    // How many times in a row a thread may queue work to itself before the work takes its turn in the shared queue.
    // The thread's own queue is faster, the shared queue is fair: without a limit two activations that call each other keep a thread.
    private const int LocalQueueBudget = 16;

    private static readonly Action<object?> ExecuteWorkItem = static state => ((WorkItem)state!).Execute(RuntimeContext.Current!);

    [ThreadStatic]
    private static int localQueueUses;

    private Queue<object>? _waiting;
    private object? _next;
    private bool _scheduled;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Adds a turn: a task that was started on this scheduler, or a work item.</summary>
    public void Enqueue(object item)
    {
        lock (this)
        {
            if (_next is null)
            {
                _next = item;
            }
            else
            {
                (_waiting ??= new Queue<object>(4)).Enqueue(item);
            }

            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        Schedule();
    }

    /// <inheritdoc/>
    public void QueueAction(Action action) => Enqueue(new ActionWorkItem(action));

    /// <inheritdoc/>
    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    /// <summary>Runs waiting turns until none is left or the quantum is used up.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.SetExecutionContext(owner, out var previous);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var turnStarted = started;
            while (TryDequeue(out var item))
            {
                Run(item);
                var now = Stopwatch.GetTimestamp();
                monitor.OnTurnCompleted(owner, item, now - turnStarted);
                turnStarted = now;
                if (now - started > monitor.QuantumTicks)
                {
                    // Still marked as scheduled: back into the shared queue, behind everyone else's work.
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        finally
        {
            RuntimeContext.ResetExecutionContext(previous);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"scheduler of {owner}";

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => Enqueue(task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, owner) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return _next is null ? [] : [.. (_waiting ?? Enumerable.Empty<object>()).Prepend(_next).OfType<Task>()];
        }
    }

    private void Run(object item)
    {
        if (item is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        // The wrapping task makes this scheduler current and keeps changes of the execution context inside the turn.
        new Task(ExecuteWorkItem, item).RunSynchronously(this);
    }

    private bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? item)
    {
        lock (this)
        {
            item = _next;
            if (item is null)
            {
                _scheduled = false;
                return false;
            }

            _next = _waiting is { Count: > 0 } ? _waiting.Dequeue() : null;
            return true;
        }
    }

    private void Schedule()
    {
        var preferLocal = localQueueUses < LocalQueueBudget;
        localQueueUses = preferLocal ? localQueueUses + 1 : 0;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
    }
}
