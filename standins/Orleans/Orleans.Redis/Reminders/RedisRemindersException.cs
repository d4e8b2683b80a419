namespace Orleans.Reminders.Redis;

/// <summary>Reminders in Redis could not be read or written.</summary>
[GenerateSerializer]
public class RedisRemindersException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public RedisRemindersException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public RedisRemindersException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public RedisRemindersException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
