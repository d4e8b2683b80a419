using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Messaging;

/// <content>Messages that come from other silos and from clients.</content>
internal sealed partial class SiloMessageCenter
{
    /// <summary>Handles a message from another silo or from a client.</summary>
    public void OnReceived(Message message)
    {
        if (!_stalls.TryHold(message, Handle))
        {
            Handle(message);
        }
    }

    private void Handle(Message message)
    {
        if (message.Direction == MessageDirection.Response)
        {
            OnResponseReceived(message);
            return;
        }

        if (message.IsExpired && _options.DropExpiredMessages)
        {
            Instruments.Expired.Add(1);
            MessagingLog.Expired(Logger, message);
            return;
        }

        if (message.TargetSilo is { } silo && !IsLocal(silo))
        {
            _connections.Send(silo, message);
        }
        else if (message.TargetGrain.IsClient() && !ClientIds.GetClient(message.TargetGrain).Equals(ClientId))
        {
            if (!_gateway.Value.TrySend(message))
            {
                _addresser.Value.Address(Detach(message));
            }
        }
        else if (message.TargetSilo is null && !_catalog.IsLocallyActivated(message.TargetGrain))
        {
            _addresser.Value.Address(Detach(message));
        }
        else if (TryReadBody(message))
        {
            Deliver(message);
        }
    }

    /// <summary>Delivers a request whose target is in this silo; a grain is activated if the request was placed here.</summary>
    public void Deliver(Message message)
    {
        if (!message.SerializedBody.IsEmpty && !TryReadBody(message))
        {
            return;
        }

        message.TargetSilo = LocalSilo;
        if (_catalog.TryDeliver(message) || _targets.TryDeliver(message) || message.Direction == MessageDirection.Cancellation)
        {
            return;
        }

        if (message.TargetGrain.IsClient() && _gateway.Value.TrySend(message))
        {
            return;
        }

        if (message.TargetGrain.IsSystemTarget() || message.TargetGrain.IsClient())
        {
            Reject(message, RejectionKind.Transient, $"{message.TargetGrain} is not known to {LocalSilo}.");
        }
        else if (message.IsPlaced)
        {
            Activate(message);
        }
        else
        {
            message.StaleSilo ??= message.IsLocal ? null : LocalSilo;
            message.TargetSilo = null;
            _addresser.Value.Address(message);
        }
    }

    private static Message Detach(Message message)
    {
        // The receive buffer is reused as soon as this call returns, but the way to the target is not known yet.
        message.SerializedBody = message.SerializedBody.ToArray();
        return message;
    }

    private void Activate(Message message)
    {
        try
        {
            _catalog.DeliverOrActivate(message, _grainTypes.Get(message.TargetGrain.Type));
        }
        catch (Exception exception)
        {
            Reject(message, RejectionKind.Exception, exception.Message, exception);
        }
    }

    private void OnResponseReceived(Message response)
    {
        if (response.TargetGrain.IsClient() && !ClientIds.GetClient(response.TargetGrain).Equals(ClientId) && _gateway.Value.TrySend(response))
        {
            return;
        }

        if (TryReadBody(response))
        {
            OnResponse(response);
        }
    }

    private bool TryReadBody(Message message)
    {
        try
        {
            if (message.Direction != MessageDirection.Cancellation)
            {
                _serializer.ReadBody(message);
            }

            return true;
        }
        catch (Exception exception)
        {
            MessagingLog.BodyUnreadable(Logger, exception, message);
            if (message.Direction == MessageDirection.Response)
            {
                message.Body = Response.FromException(exception);
                message.ResponseKind = ResponseKind.Completed;
                OnResponse(message);
            }
            else
            {
                Reject(message, RejectionKind.Exception, exception.Message, exception);
            }

            return false;
        }
    }
}
