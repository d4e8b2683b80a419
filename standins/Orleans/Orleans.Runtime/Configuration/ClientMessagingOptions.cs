namespace Orleans.Configuration;

/// <summary>Settings of messaging of an external client.</summary>
public class ClientMessagingOptions : MessagingOptions
{
}
