using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>Observers by their own references.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log)
{
}
