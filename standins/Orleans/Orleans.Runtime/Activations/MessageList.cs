using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Activations;

/// <summary>A doubly linked list of messages through the messages themselves, so that it allocates nothing.</summary>
internal struct MessageList
{
    /// <summary>Gets the oldest message.</summary>
    public Message? First { get; private set; }

    private Message? _last;

    /// <summary>Gets the number of messages.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a message at the end.</summary>
    public void Add(Message message)
    {
        message.Previous = _last;
        message.Next = null;
        if (_last is null)
        {
            First = message;
        }
        else
        {
            _last.Next = message;
        }

        _last = message;
        Count++;
    }

    /// <summary>Removes a message of this list.</summary>
    public void Remove(Message message)
    {
        if (message.Previous is null)
        {
            First = message.Next;
        }
        else
        {
            message.Previous.Next = message.Next;
        }

        if (message.Next is null)
        {
            _last = message.Previous;
        }
        else
        {
            message.Next.Previous = message.Previous;
        }

        message.Next = message.Previous = null;
        Count--;
    }

    /// <summary>Takes all messages out.</summary>
    public List<Message> TakeAll()
    {
        var all = new List<Message>(Count);
        while (First is { } message)
        {
            Remove(message);
            all.Add(message);
        }

        return all;
    }
}
